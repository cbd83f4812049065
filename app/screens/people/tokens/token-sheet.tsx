import { createSignal } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import type { Token } from "../../../state/wire.ts";
import { dateWords } from "../../../state/words.ts";
import { endWords, mayWords, useWords } from "./token-words.ts";

/** One token: what it may, when it was used, and its end. */
export function TokenSheet(props: { of: Token; onClose(): void; onRevoked(): void }) {
	const [revoking, setRevoking] = createSignal(false);
	const { id, name } = props.of;
	return (
		<>
			<Sheet open={!revoking()} title={name} onClose={() => !revoking() && props.onClose()}>
				<Rows label="Token">
					<Row title="Can" trail={mayWords(props.of)} />
					<Row title="Created" trail={dateWords(props.of.createdAt)} />
					<Row title="Last use" trail={useWords(props.of, now())} />
					<Row title="End" trail={endWords(props.of, now())} />
				</Rows>
				<Button kind="danger" wide onClick={() => setRevoking(true)}>
					Revoke…
				</Button>
			</Sheet>
			<Confirm
				open={revoking()}
				title={`Revoke ${name}?`}
				act="Revoke token"
				onConfirm={() => api("DELETE", `/tokens/${id}`)}
				onClose={(done) => {
					setRevoking(false);
					if (!done) return;
					showToast(`${name} revoked`);
					props.onRevoked();
					props.onClose();
				}}
			>
				It stops working immediately, and this can’t be undone. What it did keeps its name.
			</Confirm>
		</>
	);
}
