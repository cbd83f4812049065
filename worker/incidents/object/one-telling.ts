import { log } from "../../platform/log.ts";

/** What an incident tells by itself, one telling at a time: whoever asks for one that is under way waits for it. */
export class OneTelling {
	private underWay: Promise<boolean> | null = null;

	/** `loop` answers whether there was something to tell; a failure of it is logged under the name `notTold`. */
	constructor(
		private readonly notTold: string,
		private readonly loop: () => Promise<boolean>,
	) {}

	get isUnderWay(): boolean {
		return this.underWay !== null;
	}

	/** True when there was something to tell. Never rejects. */
	run(): Promise<boolean> {
		this.underWay ??= this.loop()
			.catch((error) => {
				log(this.notTold, { error: String(error) });
				return true;
			})
			.finally(() => {
				this.underWay = null;
			});
		return this.underWay;
	}
}
