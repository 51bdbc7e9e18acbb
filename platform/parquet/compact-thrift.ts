/**
 * The compact protocol of Apache Thrift, in which Parquet keeps what a file holds: read whole and written back, so that what
 * nobody here knows of a file stays as it was. Apache's own package brings servers and web sockets along and reads wide
 * integers as objects of its own; readers of Parquet for Node forget how wide an integer was.
 * Source: github.com/apache/thrift, doc/specs/thrift-compact-protocol.md
 */

/** Integers of any width are bigints; a binary may be a text. */
export type ThriftValue = bigint | boolean | number | Buffer | ThriftStruct | ThriftList | ThriftMap;

export interface ThriftStruct {
  readonly fields: ThriftField[];
}

export interface ThriftField {
  readonly id: number;
  /** As the protocol numbers them; a truth is its own type. */
  readonly type: number;
  value: ThriftValue;
}

export interface ThriftList {
  readonly elementType: number;
  readonly elements: ThriftValue[];
}

export interface ThriftMap {
  readonly keyType: number;
  readonly valueType: number;
  readonly entries: ReadonlyArray<readonly [ThriftValue, ThriftValue]>;
}

const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I32 = 5;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const SET = 10;
const MAP = 11;
const STRUCT = 12;

/** Sizes of lists, and distances between fields, up to this stand in the byte of the type. */
const MOST_SHORT = 14;

/**
 * Read a struct that fills a buffer.
 * @throws Error where the bytes are none
 */
export function readStruct(bytes: Buffer): ThriftStruct {
  const reader = new Reader(bytes);
  const struct = reader.struct();
  if (reader.place !== bytes.length)
    throw new Error(`a Thrift struct ends at ${reader.place} of ${bytes.length} bytes`);
  return struct;
}

/** The bytes of a struct. */
export function writeStruct(struct: ThriftStruct): Buffer {
  const writer = new Writer();
  writer.struct(struct);
  return Buffer.concat(writer.parts);
}

class Reader {
  place = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  struct(): ThriftStruct {
    const fields: ThriftField[] = [];
    let last = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) return { fields };
      const type = head & 15;
      const id = head >> 4 === 0 ? Number(this.#zigzag()) : last + (head >> 4);
      fields.push({ id, type, value: type <= FALSE ? type === TRUE : this.#value(type) });
      last = id;
    }
  }

  #value(type: number): ThriftValue {
    switch (type) {
      case TRUE:
      case FALSE:
        return this.#byte() === TRUE;
      case BYTE:
        return BigInt(this.#take(1).readInt8());
      case I16:
      case I32:
      case I64:
        return this.#zigzag();
      case DOUBLE:
        return this.#take(8).readDoubleLE();
      case BINARY:
        return this.#take(Number(this.#varint()));
      case LIST:
      case SET:
        return this.#list();
      case MAP:
        return this.#map();
      case STRUCT:
        return this.struct();
      default:
        throw new Error(`no Thrift type: ${type} (at byte ${this.place})`);
    }
  }

  #list(): ThriftList {
    const head = this.#byte();
    const size = head >> 4 > MOST_SHORT ? Number(this.#varint()) : head >> 4;
    const elementType = head & 15;
    return { elementType, elements: Array.from({ length: size }, () => this.#value(elementType)) };
  }

  #map(): ThriftMap {
    const size = Number(this.#varint());
    const types = size === 0 ? 0 : this.#byte();
    const [keyType, valueType] = [types >> 4, types & 15];
    const entries = Array.from(
      { length: size },
      () => [this.#value(keyType), this.#value(valueType)] as const,
    );
    return { keyType, valueType, entries };
  }

  #byte(): number {
    return this.#take(1)[0]!;
  }

  #take(length: number): Buffer {
    if (this.place + length > this.#bytes.length)
      throw new Error(`a Thrift struct goes on after its ${this.#bytes.length} bytes`);
    this.place += length;
    return this.#bytes.subarray(this.place - length, this.place);
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  #zigzag(): bigint {
    const value = this.#varint();
    return (value & 1n) === 0n ? value >> 1n : -(value >> 1n) - 1n;
  }
}

class Writer {
  readonly parts: Buffer[] = [];

  struct({ fields }: ThriftStruct): void {
    let last = 0;
    for (const { id, type, value } of fields) {
      const distance = id - last;
      const isShort = distance > 0 && distance <= MOST_SHORT + 1;
      const shown = typeof value === 'boolean' ? (value ? TRUE : FALSE) : type;
      this.#byte(((isShort ? distance : 0) << 4) | shown);
      if (!isShort) this.#zigzag(BigInt(id));
      if (typeof value !== 'boolean') this.#value(type, value);
      last = id;
    }
    this.#byte(0);
  }

  #value(type: number, value: ThriftValue): void {
    if (typeof value === 'boolean') this.#byte(value ? TRUE : FALSE);
    else if (typeof value === 'bigint') {
      if (type === BYTE) this.#byte(Number(BigInt.asUintN(8, value)));
      else this.#zigzag(value);
    } else if (typeof value === 'number') {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value);
      this.parts.push(bytes);
    } else if (Buffer.isBuffer(value)) {
      this.#varint(BigInt(value.length));
      this.parts.push(value);
    } else if ('fields' in value) this.struct(value);
    else if ('elements' in value) this.#list(value);
    else this.#map(value);
  }

  #list({ elementType, elements }: ThriftList): void {
    const isShort = elements.length <= MOST_SHORT;
    this.#byte(((isShort ? elements.length : MOST_SHORT + 1) << 4) | elementType);
    if (!isShort) this.#varint(BigInt(elements.length));
    for (const element of elements) this.#value(elementType, element);
  }

  #map({ keyType, valueType, entries }: ThriftMap): void {
    this.#varint(BigInt(entries.length));
    if (entries.length > 0) this.#byte((keyType << 4) | valueType);
    for (const [key, value] of entries) {
      this.#value(keyType, key);
      this.#value(valueType, value);
    }
  }

  #byte(value: number): void {
    this.parts.push(Buffer.of(value));
  }

  #varint(value: bigint): void {
    let rest = value;
    for (; rest >= 128n; rest >>= 7n) this.#byte(Number(rest & 127n) | 128);
    this.#byte(Number(rest));
  }

  #zigzag(value: bigint): void {
    this.#varint(value < 0n ? -value * 2n - 1n : value * 2n);
  }
}
