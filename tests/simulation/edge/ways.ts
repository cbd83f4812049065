import { type Actor, actorNow } from "./actors.ts";
import type { Clock } from "./clock.ts";
import { connectionLost } from "./object.ts";
import type { Link, Weather } from "./weather.ts";

/** A connection that says nothing is given up by the platform after this long. */
const SILENCE_MS = 60_000;

/** Runs `work` at the other end of this link: there, at work, and back. */
export type Call = <Result>(
	link: Link,
	work: () => Result | Promise<Result>,
	slowMs?: number,
	slowBackMs?: number,
) => Promise<Result>;

/** Ways there and back, with the delays and faults of their links. Nobody tells the dead. `asked` hears of each caller. */
export function callsOver(
	clock: Clock,
	weather: Weather,
	asked: (caller: Actor | undefined, link: Link) => void,
): Call {
	return (link, work, slowMs = 0, slowBackMs = 0) => {
		const caller = actorNow();
		asked(caller, link);
		const fate = weather.fate(link);
		return new Promise((resolve, reject) => {
			const back = (settle: () => void) => {
				const backMs = fate.lost === "silence" ? SILENCE_MS : fate.backMs + slowBackMs;
				clock.plan(backMs, `${link} back`, () => {
					if (!caller?.dead) settle();
				});
			};
			clock.plan(fate.thereMs + slowMs, `${link} there`, async () => {
				if (fate.lost === "request") return back(() => reject(lostOn(link)));
				try {
					const value = await work();
					if (fate.lost !== "no") back(() => reject(lostOn(link)));
					else back(() => resolve(value));
				} catch (error) {
					back(() => reject(error));
				}
			});
		});
	};
}

function lostOn(link: Link): Error {
	return link === "database" ? new Error("D1_ERROR: Network connection lost.") : connectionLost();
}
