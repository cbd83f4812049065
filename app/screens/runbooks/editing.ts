import { type Accessor, createSignal } from "solid-js";
import { showToast } from "../../parts/toast.tsx";
import { api } from "../../state/api.ts";
import type { Resource } from "../../state/resource.ts";
import { type Sending, sending } from "../../state/sending.ts";
import type { Runbook } from "../../state/wire.ts";
import { bodyOf, draftOf, type RunbookDraft } from "./edit-draft.ts";
import { runbooksResource } from "./runbooks-state.ts";

/** A runbook while it is edited. */
export interface Editing {
	draft: Accessor<RunbookDraft>;
	/** What it was made from. */
	base: Accessor<Runbook>;
	change(next: Partial<RunbookDraft>): void;
	/** Nothing is to be saved. */
	isSame(): boolean;
	saving: Sending;
	/** Drops what was typed for what somebody else saved first. */
	loadTheirs(): Promise<void>;
}

/** Everything is typed first and saved at once: what an incident gets is never half of an edit. */
export function editing(of: Resource<Runbook>, value: Runbook): Editing {
	const [draft, setDraft] = createSignal(draftOf(value));
	const [base, setBase] = createSignal(value);
	const list = runbooksResource();
	const take = (next: Runbook) => {
		setBase(next);
		setDraft(draftOf(next));
		of.set(next);
		void list.reload();
	};
	const saving = sending(
		() => api<Runbook>("PATCH", `/runbooks/${base().id}`, bodyOf(draft()), { ifMatch: base().version }),
		(next) => {
			take(next);
			showToast(`${next.name} saved`);
		},
	);
	return {
		...{ draft, base, saving },
		change: (next) => void setDraft((before) => ({ ...before, ...next })),
		isSame: () => JSON.stringify(bodyOf(draft())) === JSON.stringify(draftOf(base())),
		async loadTheirs() {
			await of.reload();
			if (of.value) take(of.value);
			saving.clearError();
		},
	};
}
