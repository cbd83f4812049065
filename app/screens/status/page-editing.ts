import { type Accessor, createSignal } from "solid-js";
import { showToast } from "../../parts/toast.tsx";
import { api } from "../../state/api.ts";
import { overtakenBy } from "../../state/overtaken.ts";
import type { Resource } from "../../state/resource.ts";
import { type Sending, sending } from "../../state/sending.ts";
import { bodyOf, draftOf, type PageDraft, type SavedPage } from "./page-draft.ts";

/** The public page while it is edited. */
export interface PageEditing {
	draft: Accessor<PageDraft>;
	change(next: Partial<PageDraft>): void;
	/** Nothing is to be saved. */
	isSame(): boolean;
	saving: Sending;
	isOvertaken(): boolean;
	/** Drops what was typed for what somebody else saved first. */
	loadTheirs(): Promise<void>;
}

/** Everything is typed first, looked at, and published at once. */
export function pageEditing(of: Resource<SavedPage>, value: SavedPage): PageEditing {
	const [draft, setDraft] = createSignal(draftOf(value));
	const [base, setBase] = createSignal(value);
	const take = (next: SavedPage) => {
		setBase(next);
		setDraft(draftOf(next));
		of.set(next);
	};
	const saving = sending(
		() => api<SavedPage>("PATCH", "/settings", bodyOf(draft()), { ifMatch: base().version }),
		(next) => {
			take(next);
			showToast("Status page published");
		},
	);
	return {
		...{ draft, saving },
		change: (next) => void setDraft((before) => ({ ...before, ...next })),
		isSame: () => JSON.stringify(bodyOf(draft())) === JSON.stringify(bodyOf(draftOf(base()))),
		isOvertaken: () => overtakenBy(saving) !== null,
		async loadTheirs() {
			await of.reload();
			if (of.value) take(of.value);
			saving.clearError();
		},
	};
}
