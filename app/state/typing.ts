/** Fields in which somebody wrote; those that are gone or were sent do not count. */
const touched = new Set<HTMLInputElement | HTMLTextAreaElement>();

/** Once, at the start. */
export function watchTyping(): void {
	addEventListener("input", ({ target }) => {
		if (target instanceof HTMLTextAreaElement || isText(target)) touched.add(target);
	});
	addEventListener("submit", ({ target }) => {
		for (const field of touched) if (field.form === target) touched.delete(field);
	});
}

/** Whether a text stands somewhere that a reload would lose. */
export function isTextUnsent(): boolean {
	for (const field of touched) if (!field.isConnected) touched.delete(field);
	return [...touched].some((field) => field.value !== "");
}

const isText = (target: EventTarget | null): target is HTMLInputElement =>
	target instanceof HTMLInputElement && !["checkbox", "radio"].includes(target.type);
