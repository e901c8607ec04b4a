// Sizes are in pixels: a page with a strange root size does not change ours, and the browser's zoom
// does.
export const rules = `
:host {
  all: initial !important; position: fixed !important; z-index: 2147483000 !important;
  top: 0 !important; left: 0 !important; width: 0 !important; height: 0 !important;
  font: 15px/1.4 system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif !important;
}
[hidden] { display: none !important; }
.launcher, .teaser, .panel { position: fixed; box-sizing: border-box; }
.launcher {
  z-index: 1; bottom: calc(20px + env(safe-area-inset-bottom)); right: 20px; width: 56px; height: 56px;
  padding: 0; border: 2px solid #fff; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); box-shadow: 0 2px 12px rgb(0 0 0 / 35%);
  cursor: pointer; touch-action: manipulation;
}
.launcher svg {
  display: block; width: 28px; height: 28px; margin: auto; fill: none; stroke: currentcolor;
  stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round;
}
.badge {
  position: absolute; top: -6px; right: -6px; min-width: 22px; padding: 0 5px;
  border-radius: 11px; box-sizing: border-box;
  background: #b3261e; color: #fff; font: 600 13px/22px system-ui, sans-serif; text-align: center;
}
.unseen {
  position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
.panel {
  right: 20px; bottom: calc(88px + env(safe-area-inset-bottom));
  width: min(400px, calc(100vw - 40px)); height: min(640px, calc(100dvh - 108px));
  border-radius: 16px; overflow: hidden; background: Canvas;
  box-shadow: 0 4px 32px rgb(0 0 0 / 35%);
  visibility: hidden; opacity: 0; translate: 0 8px;
  transition: opacity .15s, translate .15s, visibility .15s;
}
:host(.open) .panel { visibility: visible; opacity: 1; translate: 0 0; }
iframe { display: block; width: 100%; height: 100%; border: 0; }
:host(.late) iframe, :host(.loading) iframe { visibility: hidden; }
.late {
  position: absolute; inset: 0; display: grid; place-content: center; gap: 12px; padding: 24px;
  color: CanvasText; text-align: center; color-scheme: light dark; background: Canvas;
}
.late button {
  min-height: 44px; padding: 8px 16px; border: 1px solid; border-radius: 22px; background: none;
  color: inherit; font: inherit; cursor: pointer;
}
.teaser {
  right: 20px; bottom: calc(88px + env(safe-area-inset-bottom)); display: flex;
  max-width: min(300px, calc(100vw - 40px)); border: 1px solid #868d92; border-radius: 16px;
  background: #fff; color: #1b1f22; box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
}
.teaser button {
  padding: 12px 14px; border: 0; border-radius: 16px; background: none; color: inherit;
  font: inherit; text-align: start; cursor: pointer; min-height: 44px;
}
.teaser button + button { flex: none; width: 44px; padding: 0; font-size: 20px; }
:host(.left) .launcher, :host(.left) .panel, :host(.left) .teaser { right: auto; left: 20px; }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.launcher:focus-visible {
  outline-color: #1b1f22; box-shadow: 0 0 0 3px #fff, 0 2px 12px rgb(0 0 0 / 35%);
}
@media (prefers-color-scheme: dark) { .teaser { background: #1b1e21; color: #eceff1; } }
@media (max-width: 480px), (max-height: 480px) {
  .panel { --fills-screen: 1; inset: 0 !important; width: 100%; height: 100dvh; border-radius: 0; }
  :host(.open.ready) .launcher { visibility: hidden; }
}
@media (prefers-reduced-motion: reduce) { .panel { transition: none; } }
@media print { :host { display: none !important; } }
`;
