import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { PublicMaintenance } from "../maintenance/rules/public-maintenance.ts";
import type { ChecksFacts, SliceReport } from "../monitoring/rpc.ts";
import type { PublicPage } from "../people/rules/public-page.ts";
import type { PublicParts } from "../services/rules/component.ts";
import type { PostedReview, ReviewNews } from "./rules/public-review.ts";
import type { PublicSnapshot, SnapshotFacts } from "./rules/public-snapshot.ts";

/** A snapshot on its way to a reader who may know its content already. */
export interface PublicReading extends SnapshotFacts {
	version: number;
	content: Pick<
		PublicSnapshot,
		"components" | "incidents" | "doubts" | "reviews" | "page" | "maintenances"
	> | null;
}

/** One (`idFromName("publication")`): the public's view, kept apart from everything private. */
export interface PublicationRpc {
	/** An incident's newest public view; older seqs are ignored. Answers when stored. */
	upsert(incident: PublicIncident): Promise<void>;
	/** The components as configured now, by service which of them shows it, and what is planned for them. */
	setParts(parts: PublicParts): Promise<void>;
	/** What is planned, goes on, or is over, in no order. */
	setMaintenances(maintenances: PublicMaintenance[]): Promise<void>;
	/** What the page is called, how it looks, and what it says of itself. */
	setPage(page: PublicPage): Promise<void>;
	/** What a review says to the public now; an older word is ignored. Answers when stored. */
	setReview(news: ReviewNews): Promise<void>;
	/** What one slice's monitors say since a moment ago. */
	checked(report: SliceReport): Promise<void>;
	/** Rebuilds the snapshot (from D1 too, when it answers) and renews its freshness. */
	tick(facts: ChecksFacts): Promise<void>;
	/** The snapshot; without `content` when its version is still `knownVersion`. */
	read(knownVersion: number | null): Promise<PublicReading>;
	/** Published incidents that began in that time, newest first, at most 500: older ones than a snapshot holds. */
	began(from: number, to: number): Promise<PublicIncident[]>;
	/** With its review, where that is published. Of a merged one: the incident in which the public reads on. Null when there is none, or none that is public. */
	incident(incidentId: string): Promise<{ incident: PublicIncident; review: PostedReview | null } | null>;
}
