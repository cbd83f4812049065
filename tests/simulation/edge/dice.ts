import { type Chance, chance } from "../../support/seeded.ts";

/** Chance that starts again from a seed, for one night after another. */
export class Dice implements Chance {
	seed = 0;
	#chance = chance(1);

	reseed(seed: number): void {
		this.seed = seed;
		// Neighbouring seeds would begin alike.
		this.#chance = chance(Math.imul(seed + 1, 0x9e37_79b1) >>> 0 || 1);
	}

	between(from: number, to: number): number {
		return this.#chance.between(from, to);
	}

	/** A whole number from `from` to `to`, both possible. */
	whole(from: number, to: number): number {
		return Math.floor(this.between(from, to + 1));
	}

	/** True for this share of all throws. */
	hits(share: number): boolean {
		return this.between(0, 1) < share;
	}

	oneOf<T>(items: readonly [T, ...T[]]): T {
		return this.#chance.oneOf(items);
	}
}
