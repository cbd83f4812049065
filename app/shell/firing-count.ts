import { createSignal } from "solid-js";

const [count, setCount] = createSignal(0);

/** How many incidents nobody has acknowledged, for the mark at Now. */
export const firingCount = count;

/** Whoever reads Now says it. */
export const sayFiring = (triggered: number): void => void setCount(triggered);
