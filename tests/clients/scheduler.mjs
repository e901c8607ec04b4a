// A clock for DirectLineJS that runs faster than ours: it waits 3 to 15 s before it reconnects, 15 min before it refreshes its token.
import asyncAction from 'rxjs/scheduler/AsyncAction.js';
import asyncScheduler from 'rxjs/scheduler/AsyncScheduler.js';

/** The RxJS scheduler that DirectLineJS takes as an option, with every delay divided by `speed`. */
export function hurried(speed) {
  const began = Date.now();
  class Action extends asyncAction.AsyncAction {
    schedule(state, delay = 0) {
      return super.schedule(state, delay / speed);
    }
  }
  return new asyncScheduler.AsyncScheduler(Action, () => began + (Date.now() - began) * speed);
}
