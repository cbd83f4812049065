import { createSignal } from "solid-js";
import { api, failureWords } from "../../../state/api.ts";
import type { Resource } from "../../../state/resource.ts";
import type { Review } from "../wire.ts";

export type ReviewChange = Partial<
	Pick<Review, "cause" | "meetingAt" | "attendeeIds" | "approverId" | "publicText"> & {
		state: "draft" | "in_review";
	}
>;

/** The review's fields, each saved as it is chosen: what is chosen meanwhile is shown, and goes with the next save. */
export function savingFields(of: Resource<Review>, review: () => Review) {
	const [chosen, setChosen] = createSignal<ReviewChange>({});
	const [error, setError] = createSignal<string | null>(null);
	let waiting: ReviewChange = {};
	let isBusy = false;
	const send = async () => {
		if (isBusy) return;
		isBusy = true;
		while (Object.keys(waiting).length > 0) {
			const now = waiting;
			waiting = {};
			const answer = await api<Review>("PATCH", `/reviews/${review().incidentId}`, now);
			if (answer.ok) of.set(answer.value);
			setError(answer.ok ? null : failureWords(answer));
			if (!answer.ok) waiting = {};
		}
		setChosen({});
		isBusy = false;
	};
	return {
		error,
		/** With what is on its way. */
		shown: (): Review => ({ ...review(), ...chosen() }),
		save(change: ReviewChange): void {
			waiting = { ...waiting, ...change };
			setChosen((before) => ({ ...before, ...change }));
			void send();
		},
	};
}

export type SavingFields = ReturnType<typeof savingFields>;
