import type { CheckWords } from "../../rules/check-words.ts";
import { refuseWebSocketTarget } from "./refuse.ts";

export const words: CheckWords = {
	target: "wss:// URL",
	example: "wss://live.shop.example/feed",
	hint: "wss://host for a WebSocket",
	isUsual: false,
	read: (typed) => (refuseWebSocketTarget(typed) === null ? typed : null),
};
