/** How the wait for a message of a WebSocket ended. `silent`: in time, none that is wanted came. `full`: more came than is read. */
export type Talk =
	| { end: "found" | "silent" | "full"; messages: number }
	| { end: "closed"; code: number; messages: number };
