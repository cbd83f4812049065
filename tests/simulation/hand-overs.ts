import type { CastName } from "../support/cast.ts";
import type { Acts } from "./acts.ts";
import type { IncidentRecord } from "./witness/incident-record.ts";

/** What people do about the lead, or at times about the communications lead. */
export const OFFERS = ["take", "offer", "accept", "decline", "withdraw", "accept-late"] as const;
export type OfferName = (typeof OFFERS)[number];

/**
 * A person at a screen asks somebody to take a role, or answers. Whoever answers is mostly who was asked; anybody else, and
 * whoever was asked before, tries it too and must not succeed.
 */
export async function handOver(
	acts: Acts,
	record: IncidentRecord,
	what: OfferName,
	who: CastName,
): Promise<void> {
	const role = record.offers.communications && !record.offers.lead ? "communications" : "lead";
	const asked = acts.nameOf(record.offers[role] ?? "") ?? who;
	const answer = (by: CastName, said: "accepted" | "declined") =>
		acts.as(by, record.id, { kind: "answer_handover", role, answer: said });
	switch (what) {
		case "take":
			return void (await acts.as(who, record.id, { kind: "acknowledge" }));
		case "offer": {
			const of = record.seq % 4 === 0 ? "communications" : "lead";
			const command = { kind: "offer_role", role: of, userId: acts.userOf(who) };
			return void (await acts.as("ana", record.id, command));
		}
		case "accept":
			// Two taps, or two phones: the role changes hands once.
			return void (await Promise.all([answer(asked, "accepted"), answer(asked, "accepted")]));
		case "decline":
			return void (await answer(asked, "declined"));
		case "withdraw":
			// The answer may be on its way at the same time.
			return void (await Promise.all([
				acts.as("ana", record.id, { kind: "withdraw_handover", role }),
				answer(asked, "accepted"),
			]));
		case "accept-late":
			return void (await answer(acts.nameOf(record.lastAsked ?? "") ?? who, "accepted"));
	}
}
