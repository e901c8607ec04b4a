// What a page of the shop loads, as /widget.js.
export {};
