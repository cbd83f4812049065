import { createSignal } from "solid-js";

/** `unknown` until the first answer or the cache said who this is. */
export type SessionState = "unknown" | "in" | "out";

const [state, setState] = createSignal<SessionState>("unknown");

export const sessionState = state;
export const sessionBegan = (): void => void setState("in");
export const sessionEnded = (): void => void setState("out");
