/** A server is asked in a way that it understands, and its certificate is found in whatever pieces it comes. */
import { X509Certificate } from "node:crypto";
import { connect } from "node:net";
import { createServer, type TlsOptions } from "node:tls";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { certificateIn, clientHello } from "../../../worker/platform/rules/tls-hello.ts";
import { listen } from "../../support/loopback.ts";
import { SELF_SIGNED } from "../../support/self-signed.ts";

const RANDOM = new Uint8Array(32).fill(7);
const DER = new Uint8Array(new X509Certificate(SELF_SIGNED.cert).raw);

/** What a server of OpenSSL says to our hello, until it waits for more; and the name that it was told. */
async function said(
	options: TlsOptions,
	name: string | null,
): Promise<{ bytes: Uint8Array; told: string | null }> {
	let told: string | null = null;
	const SNICallback: TlsOptions["SNICallback"] = (servername, done) => {
		told = servername;
		done(null);
	};
	const server = createServer({ ...SELF_SIGNED, ...options, SNICallback });
	const port = await listen(server);
	const chunks: Buffer[] = [];
	const socket = connect(port, "127.0.0.1");
	try {
		await new Promise<void>((resolve) => {
			socket.on("data", (chunk) => {
				chunks.push(chunk);
				if (certificateIn(new Uint8Array(Buffer.concat(chunks))) !== "more") resolve();
			});
			socket.on("close", () => resolve());
			socket.write(clientHello(name, RANDOM));
		});
	} finally {
		socket.destroy();
		server.close();
	}
	return { bytes: new Uint8Array(Buffer.concat(chunks)), told };
}

let answer: Uint8Array;
beforeAll(async () => {
	answer = (await said({}, "localhost")).bytes;
});

describe("a server", () => {
	it("that speaks TLS 1.2 shows its certificate, and is told the name", async () => {
		const { bytes, told } = await said({}, "shop.example");
		expect(certificateIn(bytes)).toEqual(DER);
		expect(told).toBe("shop.example");
		expect(certificateIn((await said({ maxVersion: "TLSv1.2" }, null)).bytes)).toEqual(DER);
	});

	it("that speaks only TLS 1.3 shows none", async () => {
		expect(certificateIn((await said({ minVersion: "TLSv1.3" }, "shop.example")).bytes)).toBe("none");
	});

	it("may say it in any number of pieces, and its certificate is never half of one", () => {
		fc.assert(
			fc.property(fc.nat(answer.length), (length) => {
				const found = certificateIn(answer.subarray(0, length));
				expect(found === "more" || Buffer.compare(found as Uint8Array, DER) === 0).toBe(true);
			}),
		);
	});

	it("may say anything else, which is no certificate", () => {
		expect(certificateIn(new TextEncoder().encode("220 mail.shop.example ESMTP\r\n"))).toBe("none");
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
				expect(() => certificateIn(Uint8Array.from([22, 3, 3, 0, 50, ...noise]))).not.toThrow();
			}),
		);
	});
});
