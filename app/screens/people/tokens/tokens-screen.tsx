import { createSignal, For, Show } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { AdminsOnly } from "../../../shell/admins-only.tsx";
import { ListScreen } from "../../../shell/list-screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached } from "../../../state/resource.ts";
import type { List, Token } from "../../../state/wire.ts";
import { NewTokenSheet } from "./new-token.tsx";
import { TokenSheet } from "./token-sheet.tsx";
import { endWords, mayWords, useWords } from "./token-words.ts";

const PATH = "/tokens?limit=200";

/** What scripts and other tools come in with. */
export default function TokensScreen() {
	return (
		<AdminsOnly title="API tokens" what="API tokens">
			<Tokens />
		</AdminsOnly>
	);
}

function Tokens() {
	const tokens = cached<List<Token>>(PATH, () => api("GET", PATH));
	const [openedId, setOpenedId] = createSignal<string>();
	const opened = () => tokens.value?.items.find(({ id }) => id === openedId());
	return (
		<>
			<ListScreen
				title="API tokens"
				back="/settings"
				of={tokens}
				path="/tokens"
				empty={{
					title: "No tokens yet",
					words: "A token lets a script or another tool use the API. Give it no more than it needs.",
				}}
				add={(onClose) => <NewTokenSheet onMade={() => void tokens.reload()} onClose={onClose} />}
			>
				{(items) => (
					<Rows label="API tokens">
						<For each={items()}>
							{(token) => (
								<Row
									title={token.name}
									sub={`${mayWords(token)} · ${useWords(token, now())} · ${endWords(token, now())}`}
									onPress={() => setOpenedId(token.id)}
								/>
							)}
						</For>
					</Rows>
				)}
			</ListScreen>
			<Show when={opened()} keyed>
				{(token) => (
					<TokenSheet
						of={token}
						onClose={() => setOpenedId(undefined)}
						onRevoked={() => void tokens.reload()}
					/>
				)}
			</Show>
		</>
	);
}
