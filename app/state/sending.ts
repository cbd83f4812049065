import { createSignal } from "solid-js";
import { type Failure, failureWords, fieldError, type Result } from "./api.ts";

/** A form's or a button's way to the server, as its screen shows it. */
export interface Sending {
	busy(): boolean;
	/** Of the last try; null before it, and once it went well. */
	failure(): Failure | null;
	/** What is wrong with one field: `wrong("/name")`. Whoever asks says it. */
	wrong(pointer: string): string | undefined;
	/** What none of these fields says; null when there is nothing to say. */
	error(): string | null;
	clearError(): void;
	/** Also takes a form's submit. A press while the last one is under way does nothing. */
	send(event?: Event): Promise<void>;
}

/** `onDone` belongs to it: what it returns is waited for. */
export function sending<T>(call: () => Promise<Result<T>>, onDone: (value: T) => unknown): Sending {
	const [busy, setBusy] = createSignal(false);
	const [failure, setFailure] = createSignal<Failure | null>(null);
	const fields = new Set<string>();
	const isSaid = (why: Failure) =>
		!why.offline && why.problem.errors.some((error) => fields.has(error.pointer));
	return {
		...{ busy, failure },
		wrong: (pointer) => {
			fields.add(pointer);
			return fieldError(failure(), pointer);
		},
		error: () => {
			const why = failure();
			return why && !isSaid(why) ? failureWords(why) : null;
		},
		clearError: () => void setFailure(null),
		async send(event) {
			event?.preventDefault();
			if (busy()) return;
			const form = event?.currentTarget;
			setBusy(true);
			const answer = await call();
			setFailure(answer.ok ? null : answer);
			if (!answer.ok) showWrong(form);
			if (answer.ok) await onDone(answer.value);
			setBusy(false);
		},
	};
}

/** A long form shows the field that is wrong: it may have been scrolled out of sight. */
function showWrong(form: EventTarget | null | undefined): void {
	const field = (form as Partial<HTMLElement> | null | undefined)?.querySelector?.<HTMLElement>(
		'[aria-invalid="true"]',
	);
	field?.focus();
}
