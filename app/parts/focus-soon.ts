/** For a screen that is one question: after its heading had the focus, the field has it, and a phone its keyboard. */
export function focusSoon(field: HTMLElement): void {
	setTimeout(() => field.isConnected && field.focus(), 0);
}
