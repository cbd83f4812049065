import { createEffect, createUniqueId, type JSX, onCleanup, Show } from "solid-js";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { Slot } from "./slot.tsx";
import "./sheet.css";

interface SheetProps {
	open: boolean;
	title: string;
	/** By its button, Escape or a tap beside it. */
	onClose(): void;
	children: JSX.Element;
	/** At the bottom, under the thumb; the main act first. */
	acts?: JSX.Element;
}

/**
 * What says so has the focus; else, at a keyboard, the first field. The browser's own choice is Close, which the next
 * Space would press, and it does not look again when the fields come later. A phone would open its keyboard over what is
 * to be read. Answers whether there was a field.
 */
function beginInField(dialog: HTMLDialogElement): boolean {
	const named = dialog.querySelector<HTMLElement>("[autofocus]");
	const isDesk = matchMedia("(pointer: fine)").matches;
	const field = named ?? (isDesk ? dialog.querySelector<HTMLElement>("input, select, textarea") : null);
	const chosen = field?.closest("fieldset")?.querySelector<HTMLElement>("[type=radio]:checked");
	(chosen ?? field)?.focus();
	return field !== null;
}

/** Now, or when the first of them comes. */
function beginWhenThere(dialog: HTMLDialogElement): () => void {
	const arrivals = new MutationObserver(() => beginInField(dialog) && arrivals.disconnect());
	if (!beginInField(dialog)) arrivals.observe(dialog, { childList: true, subtree: true });
	return () => arrivals.disconnect();
}

/** Control or Command with Enter sends the form, wherever in it the focus is. No key goes on to what is below the sheet. */
function sendByKeys(event: KeyboardEvent & { currentTarget: HTMLDialogElement }): void {
	event.stopPropagation();
	if (event.key !== "Enter" || event.repeat || !(event.ctrlKey || event.metaKey)) return;
	event.preventDefault();
	event.currentTarget.querySelector<HTMLButtonElement>("[type=submit]:enabled")?.click();
}

/** A native modal dialog: from below on a phone, in the middle elsewhere. Focus returns to where it came from. */
export function Sheet(props: SheetProps) {
	const titleId = createUniqueId();
	let dialog: HTMLDialogElement | undefined;
	createEffect(() => {
		if (props.open && dialog && !dialog.open) {
			dialog.showModal();
			onCleanup(beginWhenThere(dialog));
		}
		if (!props.open && dialog?.open) dialog.close();
	});
	let isGone = false;
	// Closing gives the focus back; taking the dialog away, as most callers do, would not.
	onCleanup(() => {
		isGone = true;
		if (dialog?.isConnected && dialog.open) dialog.close();
	});
	const closeBeside = (event: MouseEvent) => {
		if (event.target === dialog) props.onClose();
	};
	return (
		<dialog
			ref={dialog}
			class="sheet"
			aria-labelledby={titleId}
			onClose={() => !isGone && props.open && props.onClose()}
			onClick={closeBeside}
			onKeyDown={sendByKeys}
		>
			<Show when={props.open}>
				<div class="sheet-head">
					<h2 id={titleId}>{props.title}</h2>
					<Button kind="quiet" round aria-label="Close" onClick={() => props.onClose()}>
						<Icon name="close" />
					</Button>
				</div>
				{props.children}
				<Slot of={props.acts}>{(acts) => <div class="sheet-acts">{acts()}</div>}</Slot>
			</Show>
		</dialog>
	);
}
