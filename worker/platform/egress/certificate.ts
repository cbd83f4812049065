import { connect } from "cloudflare:sockets";
import { X509Certificate } from "node:crypto";
import { type Destination, isIpLiteral } from "../rules/address.ts";
import { certificateIn, clientHello } from "../rules/tls-hello.ts";
import { isOverBudget } from "./knock.ts";

/** What a server shows for itself, unverified. */
export interface ShownCertificate {
	/** Epoch ms. */
	endsAt: number;
	isForHost: boolean;
}

/** A chain of certificates is a few KB. */
const MAX_BYTES = 65_536;

/**
 * The certificate that a server shows to a client of TLS 1.2; null when none can be read, as of a server that speaks only
 * TLS 1.3: the runtime shows no peer's certificate, so this reads what still comes in clear. Never throws.
 */
export async function shownCertificate(
	to: Destination,
	signal: AbortSignal,
): Promise<ShownCertificate | null | "not ours to ask"> {
	try {
		const socket = connect({ hostname: to.host, port: to.port });
		socket.closed.catch(() => {});
		const patience = new Promise<null>((resolve) => {
			if (signal.aborted) resolve(null);
			signal.addEventListener("abort", () => resolve(null));
		});
		const der = await Promise.race([greet(socket, to.host), patience]);
		socket.close().catch(() => {});
		return der && shown(new X509Certificate(der), to.host);
	} catch (error) {
		return isOverBudget(error) ? "not ours to ask" : null;
	}
}

async function greet(socket: Socket, host: string): Promise<Uint8Array<ArrayBuffer> | null> {
	const random = crypto.getRandomValues(new Uint8Array(32));
	await socket.writable.getWriter().write(clientHello(isIpLiteral(host) ? null : host, random));
	const reader = socket.readable.getReader();
	let said: Uint8Array<ArrayBuffer> = new Uint8Array();
	while (said.length < MAX_BYTES) {
		const { done, value } = await reader.read();
		if (done) return null;
		said = Uint8Array.from([...said, ...value]);
		const found = certificateIn(said);
		if (found === "none") return null;
		if (found !== "more") return found;
	}
	return null;
}

function shown(certificate: X509Certificate, host: string): ShownCertificate {
	const bare = host.replace(/^\[|\]$/g, "");
	const match = isIpLiteral(host) ? certificate.checkIP(bare) : certificate.checkHost(bare);
	return { endsAt: Date.parse(certificate.validTo), isForHost: match !== undefined && match !== null };
}
