import { createSignal } from "solid-js";

/** The ids in the order in which the column beside an incident shows them, for whoever moves by keyboard. */
export const [listedIds, setListedIds] = createSignal<string[]>([]);
