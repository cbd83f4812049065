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
 * At a keyboard the first field has the focus, unless the sheet itself says what has it. The browser's own choice is
 * Close, which the next Space would press. A phone would open its keyboard over what is to be read.
 */
function beginInField(dialog: HTMLDialogElement): void {
	if (!matchMedia("(pointer: fine)").matches || dialog.querySelector("[autofocus]")) return;
	const first = dialog.querySelector<HTMLElement>("input, select, textarea");
	const group = first?.closest("fieldset");
	(group?.querySelector<HTMLElement>("[type=radio]:checked") ?? first)?.focus();
}

/** A native modal dialog: from below on a phone, in the middle elsewhere. Focus returns to where it came from. */
export function Sheet(props: SheetProps) {
	const titleId = createUniqueId();
	let dialog: HTMLDialogElement | undefined;
	createEffect(() => {
		if (props.open && dialog && !dialog.open) {
			dialog.showModal();
			beginInField(dialog);
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
			onKeyDown={(event) => event.stopPropagation()}
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
