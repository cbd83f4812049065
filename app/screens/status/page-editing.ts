import { type Accessor, createSignal } from "solid-js";
import { showToast } from "../../parts/toast.tsx";
import { api, type Result } from "../../state/api.ts";
import { overtakenBy } from "../../state/overtaken.ts";
import type { Resource } from "../../state/resource.ts";
import { type Sending, sending } from "../../state/sending.ts";
import type { Component, List } from "../../state/wire.ts";
import { collapsedIn } from "./arrangement.ts";
import { type Arranging, arranging } from "./arranging.ts";
import { bodyOf, draftOf, type PageDraft, type SavedPage } from "./page-draft.ts";

/** The public page while it is edited. */
export interface PageEditing {
	draft: Accessor<PageDraft>;
	change(next: Partial<PageDraft>): void;
	order: Arranging;
	/** As the server is asked to show it. */
	shown(): object;
	/** Nothing is to be saved. */
	isSame(): boolean;
	saving: Sending;
	isOvertaken(): boolean;
	/** Drops what was typed for what somebody else saved first. */
	loadTheirs(): Promise<void>;
}

interface Sources {
	settings: Resource<SavedPage>;
	components: Resource<List<Component>>;
}

/** Everything is typed first, looked at, and published at once. */
export function pageEditing(of: Sources, saved: SavedPage, items: readonly Component[]): PageEditing {
	const [base, setBase] = createSignal(saved);
	const [draft, setDraft] = createSignal(draftOf(saved));
	const collapsed = () => base().collapsedGroups ?? [];
	const order = arranging(of.components, items, collapsed());
	const take = (page: SavedPage, components: readonly Component[]) => {
		setBase(page);
		setDraft(draftOf(page));
		of.settings.set(page);
		order.take(components, collapsed());
	};
	const body = () => ({ ...bodyOf(draft()), collapsedGroups: collapsedIn(order.groups()).toSorted() });
	const before = () => ({ ...bodyOf(draftOf(base())), collapsedGroups: collapsed().toSorted() });
	const isSamePage = () => JSON.stringify(body()) === JSON.stringify(before());
	const saving = sending(
		async (): Promise<Result<SavedPage>> => {
			// What the order is leaves the fields as they are, and the other way round.
			const [page, isOfPage] = [body(), !isSamePage()];
			const moved = order.isSame() ? null : await order.save();
			if (moved && !moved.ok) return moved;
			if (!isOfPage) return { ok: true, value: base() };
			return api<SavedPage>("PATCH", "/settings", page, { ifMatch: base().version });
		},
		(next) => {
			take(next, order.components());
			showToast("Status page published");
		},
	);
	return {
		...{ draft, order, saving },
		change: (next) => void setDraft((known) => ({ ...known, ...next })),
		shown: () => ({ page: body(), groups: order.arranged() }),
		isSame: () => isSamePage() && order.isSame(),
		isOvertaken: () => overtakenBy(saving) !== null,
		async loadTheirs() {
			await Promise.all([of.settings.reload(), of.components.reload()]);
			if (of.settings.value && of.components.value) take(of.settings.value, of.components.value.items);
			saving.clearError();
		},
	};
}
