/** For a screen that is one question: after its heading had the focus, the field has it, and a phone its keyboard. */
export function focusSoon(field: HTMLElement): void {
	setTimeout(() => field.isConnected && field.focus(), 0);
}

/** Where what had the focus is gone: at a keyboard it goes on here. */
export function focusIfLost(field: HTMLElement): void {
	setTimeout(() => {
		const has = document.activeElement;
		const isLost = has === null || has === document.body || has instanceof HTMLDialogElement;
		if (isLost && field.isConnected && matchMedia("(pointer: fine)").matches) field.focus();
	}, 0);
}
