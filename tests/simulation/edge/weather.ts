import type { Chance } from "../../support/seeded.ts";

export const LINKS = ["rpc", "database", "kv", "network"] as const;
export type Link = (typeof LINKS)[number];

/** What becomes of one call over a link. */
export interface Fate {
	thereMs: number;
	backMs: number;
	/** The call never arrives, or its answer never comes back; the caller is told that the connection broke. */
	lost: "no" | "request" | "answer" | "silence";
}

/** How bad a link is: shares of calls from 0 to 1. */
export interface Trouble {
	lostRequest: number;
	lostAnswer: number;
	/** No answer at all, and no error either. */
	silent: number;
	slow: number;
	slowMs: number;
}

const FINE: Trouble = { lostRequest: 0, lostAnswer: 0, silent: 0, slow: 0, slowMs: 0 };
const USUAL_MS: Record<Link, [number, number]> = {
	rpc: [0.2, 8],
	database: [1, 15],
	kv: [1, 20],
	network: [5, 120],
};

/** Delays and faults of every link. One seed decides all of them. */
export class Weather {
	readonly #chance: Chance;
	readonly #troubles = new Map<Link, Trouble>();
	/** Told whenever something went wrong, so that who measures time knows. */
	onTrouble: (link: Link) => void = () => {};

	constructor(chance: Chance) {
		this.#chance = chance;
	}

	clear(): void {
		this.#troubles.clear();
	}

	set(link: Link, trouble: Partial<Trouble> | null): void {
		this.#troubles.set(link, { ...FINE, ...trouble });
	}

	fate(link: Link): Fate {
		const [least, most] = USUAL_MS[link];
		const trouble = this.#troubles.get(link) ?? FINE;
		const dice = this.#chance.between(0, 1);
		const { lostRequest, lostAnswer, silent, slow } = trouble;
		const slowMs = dice > 1 - slow ? this.#chance.between(trouble.slowMs / 4, trouble.slowMs) : 0;
		const lost =
			dice < lostRequest
				? "request"
				: dice < lostRequest + lostAnswer
					? "answer"
					: dice < lostRequest + lostAnswer + silent
						? "silence"
						: "no";
		if (lost !== "no" || slowMs > 0) this.onTrouble(link);
		const thereMs = this.#chance.between(least, most) + slowMs;
		return { thereMs, backMs: this.#chance.between(least, most), lost };
	}
}
