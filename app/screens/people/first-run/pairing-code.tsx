import { Show } from "solid-js";
import { CopyButton } from "../../../parts/copy-button.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Notice, Skeleton } from "../../../parts/states.tsx";
import { Unread } from "../../../parts/unread.tsx";
import { now } from "../../../state/clock.ts";
import { countdown } from "../../../state/words.ts";
import type { usePairing } from "./pairing.ts";
import { QrCode } from "./qr-code.tsx";
import "./first-run.css";

type Pairing = ReturnType<typeof usePairing>;

/** The square and the typed code of a pairing; green as soon as the phone has come in. */
export function PairingCode(props: { of: Pairing; codeOnly?: boolean }) {
	return (
		<div class="stack" aria-live="polite">
			<Show
				when={props.of.claimedBy()}
				fallback={
					<Show when={props.of.pairing()} fallback={<Missing of={props.of} />}>
						{(known) => (
							<Waiting of={props.of} url={known().url} code={known().code} codeOnly={props.codeOnly} />
						)}
					</Show>
				}
			>
				{(name) => (
					<div class="arrived">
						<Shape of="well" />
						<p class="big">{name()} is connected</p>
						<p class="sub">Continue on that device to turn on notifications and get a test page.</p>
					</div>
				)}
			</Show>
		</div>
	);
}

function Waiting(props: { of: Pairing; url: string; code: string; codeOnly?: boolean }) {
	const leftMs = () => Date.parse(props.of.pairing()?.expiresAt ?? "") - now();
	return (
		<Show
			when={leftMs() > 0}
			fallback={
				<Notice act="Get a new code" onAct={() => void props.of.make()}>
					This code has expired
				</Notice>
			}
		>
			<Show when={!props.codeOnly}>
				<QrCode text={props.url} label="The link that signs your phone in, as a QR code" />
			</Show>
			<div class="stack close centred">
				<p class="code">{props.code}</p>
				<p class="dim">
					Works once. Expires in <span class="figure">{countdown(leftMs())}</span>
				</p>
			</div>
			<Show
				when={props.codeOnly}
				fallback={
					<Show when={isOnlyHere(props.url)}>
						<Notice>
							Tocsin is running at {new URL(props.url).host}, which your phone can’t reach. Run it at an HTTPS
							address your phone can open.
						</Notice>
					</Show>
				}
			>
				<CopyButton text={props.code} what="code" wide />
			</Show>
		</Show>
	);
}

function Missing(props: { of: Pairing }) {
	return (
		<Show when={props.of.failure()} fallback={<Skeleton rows={3} height={96} label="Creating code" />}>
			{(why) => <Unread what="the pairing code" failure={why()} onRetry={() => void props.of.make()} />}
		</Show>
	);
}

const isOnlyHere = (url: string): boolean => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname);
