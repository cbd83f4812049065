import type { Passenger } from "../rpc.ts";
import type { SendOutcome } from "../rules/send-outcome.ts";

/** The first of a bundle waits so long for the others that were told the same instant. */
const WAITS_MS = 1_000;

interface Waiting {
	passenger: Passenger;
	answer(outcome: SendOutcome): void;
}

/**
 * The pages of one bundle, as their incidents bring them. It departs when all that were told of it have come, or after
 * `WAITS_MS`: one that was answered meanwhile never comes.
 */
export class Gathering {
	private readonly expected = new Map<string, Set<string>>();
	private readonly here = new Map<string, { waiting: Waiting[]; timer: ReturnType<typeof setTimeout> }>();

	constructor(private readonly depart: (passengers: Passenger[]) => Promise<SendOutcome>) {}

	/** This page was told to come. */
	expect(bundleId: string, pageId: string): void {
		const pages = this.expected.get(bundleId) ?? new Set();
		this.expected.set(bundleId, pages.add(pageId));
	}

	/** Answers when the bundle has left. */
	join(passenger: Passenger): Promise<SendOutcome> {
		const { bundleId, message } = passenger;
		return new Promise((answer) => {
			const timer = this.here.get(bundleId)?.timer ?? setTimeout(() => void this.leave(bundleId), WAITS_MS);
			const waiting = [...(this.here.get(bundleId)?.waiting ?? []), { passenger, answer }];
			this.here.set(bundleId, { waiting, timer });
			this.expected.get(bundleId)?.delete(message.pageId);
			if ((this.expected.get(bundleId)?.size ?? 1) === 0) void this.leave(bundleId);
		});
	}

	/** Of an incident that somebody has answered: it leaves with none. */
	withdraw(incidentId: string): void {
		for (const [bundleId, { waiting, timer }] of this.here) {
			const [gone, rest] = [
				waiting.filter(isOf(incidentId)),
				waiting.filter((one) => !isOf(incidentId)(one)),
			];
			this.here.set(bundleId, { waiting: rest, timer });
			for (const { answer } of gone) answer({ kind: "failed", reason: "answered" });
		}
	}

	private async leave(bundleId: string): Promise<void> {
		const group = this.here.get(bundleId);
		if (!group) return;
		clearTimeout(group.timer);
		this.here.delete(bundleId);
		this.expected.delete(bundleId);
		if (group.waiting.length === 0) return;
		const outcome = await this.depart(group.waiting.map(({ passenger }) => passenger));
		for (const { answer } of group.waiting) answer(outcome);
	}
}

const isOf =
	(incidentId: string) =>
	({ passenger }: Waiting): boolean =>
		passenger.message.incidentId === incidentId;
