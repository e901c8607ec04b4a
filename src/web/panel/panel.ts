// The chat in its frame.
export {};
