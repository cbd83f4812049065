/** What ships, but the public's object hears of no incident: it has to find them in the database. */
import shipped from "../../scripts/local/entry.ts";
import { Publication as ShippedPublication } from "../../worker/status/publication-object.ts";

export * from "../../scripts/local/entry.ts";

export class Publication extends ShippedPublication {
	override async upsert(): Promise<void> {
		throw new Error("deaf for this test");
	}
}

export default shipped;
