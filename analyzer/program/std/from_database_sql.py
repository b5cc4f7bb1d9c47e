"""The standard library from database/sql to encoding/csv."""

ROWS = """
package sql database/sql
import context database/sql/driver reflect time
type ColumnType struct{}
func (*ColumnType) DatabaseTypeName() string
func (*ColumnType) DecimalSize() (int64, int64, bool)
func (*ColumnType) Length() (int64, bool)
func (*ColumnType) Name() string
func (*ColumnType) Nullable() (bool, bool)
func (*ColumnType) ScanType() reflect.Type
type Conn struct{}
func (*Conn) BeginTx(context.Context, *TxOptions) (*Tx, error)
func (*Conn) Close() error
func (*Conn) ExecContext(context.Context, string, ...any) (Result, error)
func (*Conn) PingContext(context.Context) error
func (*Conn) PrepareContext(context.Context, string) (*Stmt, error)
func (*Conn) QueryContext(context.Context, string, ...any) (*Rows, error)
func (*Conn) QueryRowContext(context.Context, string, ...any) *Row
func (*Conn) Raw(func(any) error) error
func ConvertAssign(driver.ScanContext, any, driver.Value) error
type DB struct{}
func (*DB) Begin() (*Tx, error)
func (*DB) BeginTx(context.Context, *TxOptions) (*Tx, error)
func (*DB) Close() error
func (*DB) Conn(context.Context) (*Conn, error)
func (*DB) Driver() driver.Driver
func (*DB) Exec(string, ...any) (Result, error)
func (*DB) ExecContext(context.Context, string, ...any) (Result, error)
func (*DB) Ping() error
func (*DB) PingContext(context.Context) error
func (*DB) Prepare(string) (*Stmt, error)
func (*DB) PrepareContext(context.Context, string) (*Stmt, error)
func (*DB) Query(string, ...any) (*Rows, error)
func (*DB) QueryContext(context.Context, string, ...any) (*Rows, error)
func (*DB) QueryRow(string, ...any) *Row
func (*DB) QueryRowContext(context.Context, string, ...any) *Row
func (*DB) SetConnMaxIdleTime(time.Duration)
func (*DB) SetConnMaxLifetime(time.Duration)
func (*DB) SetMaxIdleConns(int)
func (*DB) SetMaxOpenConns(int)
func (*DB) Stats() DBStats
type DBStats struct{MaxOpenConnections int; OpenConnections int; InUse int; Idle int; WaitCount int64; WaitDuration time.Duration; MaxIdleClosed int64; MaxIdleTimeClosed int64; MaxLifetimeClosed int64}
func Drivers() []string
type IsolationLevel int
func (IsolationLevel) String() string
func Named(string, any) NamedArg
type NamedArg struct{Name string; Value any}
type Null[T any] struct{V T; Valid bool}
func (*Null[T]) Scan(any) error
func (Null[T]) Value() (driver.Value, error)
type NullBool struct{Bool bool; Valid bool}
func (*NullBool) Scan(any) error
func (NullBool) Value() (driver.Value, error)
type NullByte struct{Byte byte; Valid bool}
func (*NullByte) Scan(any) error
func (NullByte) Value() (driver.Value, error)
type NullFloat64 struct{Float64 float64; Valid bool}
func (*NullFloat64) Scan(any) error
func (NullFloat64) Value() (driver.Value, error)
type NullInt16 struct{Int16 int16; Valid bool}
func (*NullInt16) Scan(any) error
func (NullInt16) Value() (driver.Value, error)
type NullInt32 struct{Int32 int32; Valid bool}
func (*NullInt32) Scan(any) error
func (NullInt32) Value() (driver.Value, error)
type NullInt64 struct{Int64 int64; Valid bool}
func (*NullInt64) Scan(any) error
func (NullInt64) Value() (driver.Value, error)
type NullString struct{String string; Valid bool}
func (*NullString) Scan(any) error
func (NullString) Value() (driver.Value, error)
type NullTime struct{Time time.Time; Valid bool}
func (*NullTime) Scan(any) error
func (NullTime) Value() (driver.Value, error)
func Open(string, string) (*DB, error)
func OpenDB(driver.Connector) *DB
type Out struct{Dest any; In bool}
type RawBytes []byte
func Register(string, driver.Driver)
type Result interface{LastInsertId() (int64, error); RowsAffected() (int64, error)}
type Row struct{}
func (*Row) Err() error
func (*Row) Scan(...any) error
type Rows struct{}
func (*Rows) Close() error
func (*Rows) ColumnTypes() ([]*ColumnType, error)
func (*Rows) Columns() ([]string, error)
func (*Rows) Err() error
func (*Rows) Next() bool
func (*Rows) NextResultSet() bool
func (*Rows) Scan(...any) error
type Scanner interface{Scan(any) error}
type Stmt struct{}
func (*Stmt) Close() error
func (*Stmt) Exec(...any) (Result, error)
func (*Stmt) ExecContext(context.Context, ...any) (Result, error)
func (*Stmt) Query(...any) (*Rows, error)
func (*Stmt) QueryContext(context.Context, ...any) (*Rows, error)
func (*Stmt) QueryRow(...any) *Row
func (*Stmt) QueryRowContext(context.Context, ...any) *Row
type Tx struct{}
func (*Tx) Commit() error
func (*Tx) Exec(string, ...any) (Result, error)
func (*Tx) ExecContext(context.Context, string, ...any) (Result, error)
func (*Tx) Prepare(string) (*Stmt, error)
func (*Tx) PrepareContext(context.Context, string) (*Stmt, error)
func (*Tx) Query(string, ...any) (*Rows, error)
func (*Tx) QueryContext(context.Context, string, ...any) (*Rows, error)
func (*Tx) QueryRow(string, ...any) *Row
func (*Tx) QueryRowContext(context.Context, string, ...any) *Row
func (*Tx) Rollback() error
func (*Tx) Stmt(*Stmt) *Stmt
func (*Tx) StmtContext(context.Context, *Stmt) *Stmt
type TxOptions struct{Isolation IsolationLevel; ReadOnly bool}
const LevelDefault, LevelLinearizable, LevelReadCommitted, LevelReadUncommitted, LevelRepeatableRead, LevelSerializable IsolationLevel
const LevelSnapshot, LevelWriteCommitted IsolationLevel
var ErrConnDone, ErrNoRows, ErrTxDone error

package embed embed
import io/fs
type FS struct{}
func (FS) Open(string) (fs.File, error)
func (FS) ReadDir(string) ([]fs.DirEntry, error)
func (FS) ReadFile(string) ([]byte, error)

package encoding encoding
type BinaryAppender interface{AppendBinary([]byte) ([]byte, error)}
type BinaryMarshaler interface{MarshalBinary() ([]byte, error)}
type BinaryUnmarshaler interface{UnmarshalBinary([]byte) error}
type TextAppender interface{AppendText([]byte) ([]byte, error)}
type TextMarshaler interface{MarshalText() ([]byte, error)}
type TextUnmarshaler interface{UnmarshalText([]byte) error}

package asn1 encoding/asn1
type BitString struct{Bytes []byte; BitLength int}
func (BitString) At(int) int
func (BitString) RightAlign() []byte
type Enumerated int
type Flag bool
func Marshal(any) ([]byte, error)
func MarshalWithParams(any, string) ([]byte, error)
type ObjectIdentifier []int
func (ObjectIdentifier) Equal(ObjectIdentifier) bool
func (ObjectIdentifier) String() string
type RawContent []byte
type RawValue struct{Class int; Tag int; IsCompound bool; Bytes []byte; FullBytes []byte}
type StructuralError struct{Msg string}
func (StructuralError) Error() string
type SyntaxError struct{Msg string}
func (SyntaxError) Error() string
func Unmarshal([]byte, any) ([]byte, error)
func UnmarshalWithParams([]byte, any, string) ([]byte, error)
const ClassApplication, ClassContextSpecific, ClassPrivate, ClassUniversal, TagBMPString, TagBitString, TagBoolean, TagEnum untyped int
const TagGeneralString, TagGeneralizedTime, TagIA5String, TagInteger, TagNull, TagNumericString, TagOID, TagOctetString untyped int
const TagPrintableString, TagSequence, TagSet, TagT61String, TagUTCTime, TagUTF8String untyped int
var NullRawValue RawValue
var NullBytes []byte

package base32 encoding/base32
import io
type CorruptInputError int64
func (CorruptInputError) Error() string
type Encoding struct{}
func (*Encoding) AppendDecode([]byte, []byte) ([]byte, error)
func (*Encoding) AppendEncode([]byte, []byte) []byte
func (*Encoding) Decode([]byte, []byte) (int, error)
func (*Encoding) DecodeString(string) ([]byte, error)
func (*Encoding) DecodedLen(int) int
func (*Encoding) Encode([]byte, []byte)
func (*Encoding) EncodeToString([]byte) string
func (*Encoding) EncodedLen(int) int
func (Encoding) WithPadding(rune) *Encoding
func NewDecoder(*Encoding, io.Reader) io.Reader
func NewEncoder(*Encoding, io.Writer) io.WriteCloser
func NewEncoding(string) *Encoding
const NoPadding, StdPadding rune
var HexEncoding, StdEncoding *Encoding

package base64 encoding/base64
import io
type CorruptInputError int64
func (CorruptInputError) Error() string
type Encoding struct{}
func (*Encoding) AppendDecode([]byte, []byte) ([]byte, error)
func (*Encoding) AppendEncode([]byte, []byte) []byte
func (*Encoding) Decode([]byte, []byte) (int, error)
func (*Encoding) DecodeString(string) ([]byte, error)
func (*Encoding) DecodedLen(int) int
func (*Encoding) Encode([]byte, []byte)
func (*Encoding) EncodeToString([]byte) string
func (*Encoding) EncodedLen(int) int
func (Encoding) Strict() *Encoding
func (Encoding) WithPadding(rune) *Encoding
func NewDecoder(*Encoding, io.Reader) io.Reader
func NewEncoder(*Encoding, io.Writer) io.WriteCloser
func NewEncoding(string) *Encoding
const NoPadding, StdPadding rune
var RawStdEncoding, RawURLEncoding, StdEncoding, URLEncoding *Encoding

package binary encoding/binary
import io
func Append([]byte, ByteOrder, any) ([]byte, error)
type AppendByteOrder interface{AppendUint16([]byte, uint16) []byte; AppendUint32([]byte, uint32) []byte; AppendUint64([]byte, uint64) []byte; String() string}
func AppendUvarint([]byte, uint64) []byte
func AppendVarint([]byte, int64) []byte
type ByteOrder interface{PutUint16([]byte, uint16); PutUint32([]byte, uint32); PutUint64([]byte, uint64); String() string; Uint16([]byte) uint16; Uint32([]byte) uint32; Uint64([]byte) uint64}
func Decode([]byte, ByteOrder, any) (int, error)
func Encode([]byte, ByteOrder, any) (int, error)
func PutUvarint([]byte, uint64) int
func PutVarint([]byte, int64) int
func Read(io.Reader, ByteOrder, any) error
func ReadUvarint(io.ByteReader) (uint64, error)
func ReadVarint(io.ByteReader) (int64, error)
func Size(any) int
func Uvarint([]byte) (uint64, int)
func Varint([]byte) (int64, int)
func Write(io.Writer, ByteOrder, any) error
type bigEndian struct{}
func (bigEndian) AppendUint16([]byte, uint16) []byte
func (bigEndian) AppendUint32([]byte, uint32) []byte
func (bigEndian) AppendUint64([]byte, uint64) []byte
func (bigEndian) GoString() string
func (bigEndian) PutUint16([]byte, uint16)
func (bigEndian) PutUint32([]byte, uint32)
func (bigEndian) PutUint64([]byte, uint64)
func (bigEndian) String() string
func (bigEndian) Uint16([]byte) uint16
func (bigEndian) Uint32([]byte) uint32
func (bigEndian) Uint64([]byte) uint64
type littleEndian struct{}
func (littleEndian) AppendUint16([]byte, uint16) []byte
func (littleEndian) AppendUint32([]byte, uint32) []byte
func (littleEndian) AppendUint64([]byte, uint64) []byte
func (littleEndian) GoString() string
func (littleEndian) PutUint16([]byte, uint16)
func (littleEndian) PutUint32([]byte, uint32)
func (littleEndian) PutUint64([]byte, uint64)
func (littleEndian) String() string
func (littleEndian) Uint16([]byte) uint16
func (littleEndian) Uint32([]byte) uint32
func (littleEndian) Uint64([]byte) uint64
type nativeEndian struct{}
func (nativeEndian) AppendUint16([]byte, uint16) []byte
func (nativeEndian) AppendUint32([]byte, uint32) []byte
func (nativeEndian) AppendUint64([]byte, uint64) []byte
func (nativeEndian) GoString() string
func (nativeEndian) PutUint16([]byte, uint16)
func (nativeEndian) PutUint32([]byte, uint32)
func (nativeEndian) PutUint64([]byte, uint64)
func (nativeEndian) String() string
func (nativeEndian) Uint16([]byte) uint16
func (nativeEndian) Uint32([]byte) uint32
func (nativeEndian) Uint64([]byte) uint64
const MaxVarintLen16, MaxVarintLen32, MaxVarintLen64 untyped int
var BigEndian bigEndian
var LittleEndian littleEndian
var NativeEndian nativeEndian

package csv encoding/csv
import io
func NewReader(io.Reader) *Reader
func NewWriter(io.Writer) *Writer
type ParseError struct{StartLine int; Line int; Column int; Err error}
func (*ParseError) Error() string
func (*ParseError) Unwrap() error
type Reader struct{Comma rune; Comment rune; FieldsPerRecord int; LazyQuotes bool; TrimLeadingSpace bool; ReuseRecord bool; TrailingComma bool}
func (*Reader) FieldPos(int) (int, int)
func (*Reader) InputOffset() int64
func (*Reader) Read() ([]string, error)
func (*Reader) ReadAll() ([][]string, error)
type Writer struct{Comma rune; UseCRLF bool}
func (*Writer) Error() error
func (*Writer) Flush()
func (*Writer) Write([]string) error
func (*Writer) WriteAll([][]string) error
var ErrBareQuote, ErrFieldCount, ErrQuote, ErrTrailingComma error
"""
