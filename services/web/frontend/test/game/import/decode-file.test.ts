import { expect } from "chai";
import { decodeFile, MAX_IMPORT_BYTES } from "../../../src/game/import/decode-file";

describe("decodeFile", () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

  it("reads UTF-8, with and without a byte order mark", () => {
    expect(decodeFile(utf8("Köln"))).to.deep.equal({ ok: true, value: "Köln" });
    expect(decodeFile(utf8("\ufeffKöln"))).to.deep.equal({ ok: true, value: "Köln" });
  });

  it("reads UTF-16 in both byte orders, with a byte order mark", () => {
    expect(decodeFile(Uint8Array.of(0xff, 0xfe, 0x4b, 0, 0xf6, 0))).to.deep.equal({ ok: true, value: "Kö" });
    expect(decodeFile(Uint8Array.of(0xfe, 0xff, 0, 0x4b, 0, 0xf6))).to.deep.equal({ ok: true, value: "Kö" });
  });

  it("refuses other encodings, binaries and large files, and says why", () => {
    expect(decodeFile(Uint8Array.of(0x4b, 0xf6, 0x6c, 0x6e))).to.have.property("problem").that.contains("not text in UTF-8");
    expect(decodeFile(Uint8Array.of(0xff, 0xfe, 0x4b))).to.have.property("problem").that.contains("not text in UTF-16");
    expect(decodeFile(utf8("PK\0\0"))).to.have.property("problem").that.contains("contains no text");
    expect(decodeFile(new Uint8Array(MAX_IMPORT_BYTES + 1))).to.have.property("problem").that.contains("more than 2 MB");
  });
});
