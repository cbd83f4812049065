import { RowActAsked } from "../../../parts/table-acts.tsx";
import type { Incident } from "../../../state/wire.ts";
import { ACKNOWLEDGE } from "../list/acknowledge-act.ts";

/** Asks first, and names every one: what arrives while it is asked is not among them. */
export default function AcknowledgeAll(props: { items: Incident[]; onEnd(): void }) {
	const { items } = props;
	return <RowActAsked asked={{ act: ACKNOWLEDGE, items }} onEnd={() => props.onEnd()} />;
}
