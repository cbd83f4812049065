/** What ships, but no region can be reached by whoever wants to know now. */
import shipped from "../../scripts/local/entry.ts";
import { Prober as ShippedProber } from "../../worker/monitoring/prober/prober-object.ts";

export * from "../../scripts/local/entry.ts";

export class Prober extends ShippedProber {
	override async checkNow(): Promise<never> {
		throw new Error("this region is gone");
	}
}

export default shipped;
