import type { Instant } from "../platform/rules/time.ts";
import type { Admission, AskedPage } from "./rules/bundling.ts";
import type { ContactMethod } from "./rules/paging-plan.ts";
import type { PageMessage } from "./rules/payload.ts";
import type { SendOutcome } from "./rules/send-outcome.ts";
import type { Severity } from "./rules/severity.ts";

/** A page that leaves with others: how it would leave alone, and in which bundle it leaves. */
export interface Passenger {
	bundleId: string;
	userId: string;
	quiet: boolean;
	method: ContactMethod;
	message: PageMessage;
}

/** One for each person (`idFromName(userId)`): their pages of many incidents, which leave as one. */
export interface BundlesRpc {
	/** Whether a page leaves by itself or in a bundle. Nothing is promised: whoever hears no answer sends it alone. */
	admit(page: AskedPage & { methodId: string; pageId: string }): Promise<Admission>;
	/** Answers what became of the bundle's one request: that holds for each of its pages. */
	carry(passenger: Passenger): Promise<SendOutcome>;
	/** The phone's word for a bundle, of the page whose token it had: the other incidents hear it too. */
	received(methodId: string, pageId: string, event: "received" | "opened"): Promise<void>;
	/** Nobody has to answer this incident. When that is so of all that bundles told of, the phone is told once. */
	settled(incidentId: string, userId: string, method: ContactMethod): Promise<SendOutcome>;
	/** An incident that paged them is acknowledged or over. `byThem`: its severity, and in a storm they are awake then. */
	answered(incidentId: string, at: Instant, byThem: Severity | null): Promise<void>;
}
