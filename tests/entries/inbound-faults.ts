/** What a test breaks, until it says something else. */
export interface Faults {
	/** The platform never rings. */
	alarmsAreDead?: boolean;
	/** How many deliveries every incident refuses before it takes one. */
	incidentRefuses?: number;
	/** Every incident carries out its first delivery and then loses the answer. */
	incidentLosesAnswer?: boolean;
	/** Every incident hangs for so long before it takes a delivery. */
	incidentHangsMs?: number;
	/** The Desk is overloaded, its first answer is lost after it worked, or the key has had its share of the minute. */
	desk?: "overloaded" | "lost-answer" | "too-many";
}
