/**
 * Asks one thing at a time, and of what is wanted meanwhile only the last; an answer that nobody
 * waits for any more is dropped. `ask` does not fail.
 */
export function lastOf<T, U>(
  ask: (wish: T) => Promise<U>,
  take: (answer: U, wish: T) => void,
): (wish: T) => void {
  let wanted: { wish: T } | null = null;
  let isAsking = false;
  return async wish => {
    wanted = { wish };
    while (!isAsking && wanted !== null) {
      const asked: { wish: T } = wanted;
      isAsking = true;
      const answer = await ask(asked.wish);
      isAsking = false;
      if (wanted === asked) {
        wanted = null;
        take(answer, asked.wish);
      }
    }
  };
}
