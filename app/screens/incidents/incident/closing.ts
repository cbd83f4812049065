/** The closing words for customers: kept on this device until they are sent, and again when that is undone. */
import { draft } from "../../../state/draft.ts";
import type { Incident } from "../../../state/wire.ts";

/** As the API takes it. */
export const CLOSING_LENGTH = 2_000;

type Closed = Pick<Incident, "id" | "publicClosing">;

const draftOf = (id: string) => draft(`closing:${id}`);

export interface Closing {
	text(): string;
	/** Whether it differs from what customers read anyway. */
	isOwn(): boolean;
	write(text: string): void;
	restore(): void;
}

/** What is being written, from what customers would read by default. */
export function closingOf(incident: Closed): Closing {
	const [kept, write, drop] = draftOf(incident.id);
	const usual = incident.publicClosing?.message ?? "";
	let isTouched = kept() !== "";
	return {
		text: () => (kept() === "" && !isTouched ? usual : kept()),
		isOwn: () => kept().trim() !== "" && kept().trim() !== usual,
		write: (text) => {
			isTouched = true;
			write(text);
		},
		restore: () => {
			isTouched = false;
			drop();
		},
	};
}

/** What a resolve says of it: nothing where customers are told nothing, or where nobody wrote words of their own. */
export function closingBody(incident: Closed): { publicMessage?: string } {
	const closing = closingOf(incident);
	return incident.publicClosing && closing.isOwn() ? { publicMessage: closing.text().trim() } : {};
}

/** After a resolve. Words that were not taken, since somebody was faster, stay on the device. */
export function closingSent(after: Closed, sent: { publicMessage?: string }): void {
	if (after.publicClosing?.message === sent.publicMessage) draftOf(after.id)[2]();
}

/** After an undo: whoever resolves again finds the words again. */
export function keepClosing({ id, publicClosing }: Closed): void {
	if (publicClosing) draftOf(id)[1](publicClosing.message);
}
