import { createEffect, on, onCleanup } from "solid-js";
import type { Player } from "./player.ts";
import { addressOf } from "./replay-words.ts";

/** The address is written when it has been still for so long. */
const STILL_MS = 400;

/** Writes the instant into the address once the player rests. Call inside a component. */
export function keepAddress(player: Player, write: (at: string) => void): void {
	let waiting: ReturnType<typeof setTimeout> | undefined;
	createEffect(
		on(
			() => [player.at(), player.playing()] as const,
			([at, playing]) => {
				clearTimeout(waiting);
				if (!playing) waiting = setTimeout(() => write(addressOf(at)), STILL_MS);
			},
			{ defer: true },
		),
	);
	onCleanup(() => clearTimeout(waiting));
}
