/** What the rules may know of a channel. They ask for a trait and never for a kind. */
export interface ChannelTraits {
	/**
	 * How we learn that a page arrived: the device sends a receipt, the answer to the request is the arrival, or nobody
	 * ever tells. Only who sends receipts is waited for, called unconfirmed, and called again when nobody answers.
	 */
	arrival: "receipt" | "answer" | "untold";
	/** May what is sent hold the page's token? Whoever reads it there acknowledges in the person's name. */
	carriesToken: boolean;
	/** Can it carry what nobody has to answer, a reminder? */
	carriesNotices: boolean;
	/** A new address is paged only after somebody has made it active. */
	needsVerification: boolean;
}
