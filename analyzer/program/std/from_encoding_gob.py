"""The standard library from encoding/gob to expvar."""

ROWS = """
package gob encoding/gob
import io reflect
type CommonType struct{Name string; Id typeId}
type Decoder struct{}
func (*Decoder) Decode(any) error
func (*Decoder) DecodeValue(reflect.Value) error
type Encoder struct{}
func (*Encoder) Encode(any) error
func (*Encoder) EncodeValue(reflect.Value) error
type GobDecoder interface{GobDecode([]byte) error}
type GobEncoder interface{GobEncode() ([]byte, error)}
func NewDecoder(io.Reader) *Decoder
func NewEncoder(io.Writer) *Encoder
func Register(any)
func RegisterName(string, any)
type typeId int32

package hex encoding/hex
import io
func AppendDecode([]byte, []byte) ([]byte, error)
func AppendEncode([]byte, []byte) []byte
func Decode([]byte, []byte) (int, error)
func DecodeString(string) ([]byte, error)
func DecodedLen(int) int
func Dump([]byte) string
func Dumper(io.Writer) io.WriteCloser
func Encode([]byte, []byte) int
func EncodeToString([]byte) string
func EncodedLen(int) int
type InvalidByteError byte
func (InvalidByteError) Error() string
func NewDecoder(io.Reader) io.Reader
func NewEncoder(io.Writer) io.Writer
var ErrLength error

package json encoding/json
import bytes encoding/json/internal/jsonopts encoding/json/jsontext encoding/json/v2 io reflect
func CallMethodsWithLegacySemantics(bool) Options
func Compact(*bytes.Buffer, []byte) error
type Decoder struct{}
func (*Decoder) Buffered() io.Reader
func (*Decoder) Decode(any) error
func (*Decoder) DisallowUnknownFields()
func (*Decoder) InputOffset() int64
func (*Decoder) More() bool
func (*Decoder) Token() (Token, error)
func (*Decoder) UseNumber()
func DefaultOptionsV1() Options
type Delim rune
func (Delim) String() string
type Encoder struct{}
func (*Encoder) Encode(any) error
func (*Encoder) SetEscapeHTML(bool)
func (*Encoder) SetIndent(string, string)
func FormatByteArrayAsArray(bool) Options
func FormatBytesWithLegacySemantics(bool) Options
func FormatDurationAsNano(bool) Options
func HTMLEscape(*bytes.Buffer, []byte)
func Indent(*bytes.Buffer, []byte, string, string) error
type InvalidUTF8Error struct{S string}
func (*InvalidUTF8Error) Error() string
type InvalidUnmarshalError struct{Type reflect.Type}
func (*InvalidUnmarshalError) Error() string
func Marshal(any) ([]byte, error)
func MarshalIndent(any, string, string) ([]byte, error)
type Marshaler = json.Marshaler
type MarshalerError struct{Type reflect.Type; Err error}
func (*MarshalerError) Error() string
func (*MarshalerError) Unwrap() error
func MatchCaseSensitiveDelimiter(bool) Options
func MergeWithLegacySemantics(bool) Options
func NewDecoder(io.Reader) *Decoder
func NewEncoder(io.Writer) *Encoder
type Number string
func (Number) Float64() (float64, error)
func (Number) Int64() (int64, error)
func (Number) MarshalJSONTo(*jsontext.Encoder) error
func (Number) String() string
func (*Number) UnmarshalJSONFrom(*jsontext.Decoder) error
func OmitEmptyWithLegacySemantics(bool) Options
type Options = jsonopts.Options
func ParseBytesWithLooseRFC4648(bool) Options
func ParseTimeWithLooseRFC3339(bool) Options
type RawMessage = jsontext.Value
func ReportErrorsWithLegacySemantics(bool) Options
func StringifyWithLegacySemantics(bool) Options
type SyntaxError struct{Offset int64}
func (*SyntaxError) Error() string
type Token any
func Unmarshal([]byte, any) error
func UnmarshalArrayFromAnyLength(bool) Options
type UnmarshalFieldError struct{Key string; Type reflect.Type; Field reflect.StructField}
func (*UnmarshalFieldError) Error() string
type UnmarshalTypeError struct{Value string; Type reflect.Type; Offset int64; Struct string; Field string; Err error}
func (*UnmarshalTypeError) Error() string
func (*UnmarshalTypeError) Unwrap() error
type Unmarshaler = json.Unmarshaler
type UnsupportedTypeError struct{Type reflect.Type}
func (*UnsupportedTypeError) Error() string
type UnsupportedValueError struct{Value reflect.Value; Str string}
func (*UnsupportedValueError) Error() string
func Valid([]byte) bool

package pem encoding/pem
import io
type Block struct{Type string; Headers map[string]string; Bytes []byte}
func Decode([]byte) (*Block, []byte)
func Encode(io.Writer, *Block) error
func EncodeToMemory(*Block) []byte

package xml encoding/xml
import io reflect
type Attr struct{Name Name; Value string}
type CharData []byte
func (CharData) Copy() CharData
type Comment []byte
func (Comment) Copy() Comment
func CopyToken(Token) Token
type Decoder struct{Strict bool; AutoClose []string; Entity map[string]string; CharsetReader func(string, io.Reader) (io.Reader, error); DefaultSpace string}
func (*Decoder) Decode(any) error
func (*Decoder) DecodeElement(any, *StartElement) error
func (*Decoder) InputOffset() int64
func (*Decoder) InputPos() (int, int)
func (*Decoder) RawToken() (Token, error)
func (*Decoder) Skip() error
func (*Decoder) Token() (Token, error)
type Directive []byte
func (Directive) Copy() Directive
type Encoder struct{}
func (*Encoder) Close() error
func (*Encoder) Encode(any) error
func (*Encoder) EncodeElement(any, StartElement) error
func (*Encoder) EncodeToken(Token) error
func (*Encoder) Flush() error
func (*Encoder) Indent(string, string)
type EndElement struct{Name Name}
func Escape(io.Writer, []byte)
func EscapeText(io.Writer, []byte) error
func Marshal(any) ([]byte, error)
func MarshalIndent(any, string, string) ([]byte, error)
type Marshaler interface{MarshalXML(*Encoder, StartElement) error}
type MarshalerAttr interface{MarshalXMLAttr(Name) (Attr, error)}
type Name struct{Space string; Local string}
func NewDecoder(io.Reader) *Decoder
func NewEncoder(io.Writer) *Encoder
func NewTokenDecoder(TokenReader) *Decoder
type ProcInst struct{Target string; Inst []byte}
func (ProcInst) Copy() ProcInst
type StartElement struct{Name Name; Attr []Attr}
func (StartElement) Copy() StartElement
func (StartElement) End() EndElement
type SyntaxError struct{Msg string; Line int}
func (*SyntaxError) Error() string
type TagPathError struct{Struct reflect.Type; Field1 string; Tag1 string; Field2 string; Tag2 string}
func (*TagPathError) Error() string
type Token any
type TokenReader interface{Token() (Token, error)}
func Unmarshal([]byte, any) error
type UnmarshalError string
func (UnmarshalError) Error() string
type Unmarshaler interface{UnmarshalXML(*Decoder, StartElement) error}
type UnmarshalerAttr interface{UnmarshalXMLAttr(Attr) error}
type UnsupportedTypeError struct{Type reflect.Type}
func (*UnsupportedTypeError) Error() string
const Header untyped string
var HTMLAutoClose []string
var HTMLEntity map[string]string

package errors errors
func As(error, any) bool
func AsType[E error](error) (E, bool)
func Is(error, error) bool
func Join(...error) error
func New(string) error
func Unwrap(error) error
var ErrUnsupported error

package expvar expvar
import net/http
func Do(func(KeyValue))
type Float struct{}
func (*Float) Add(float64)
func (*Float) Set(float64)
func (*Float) String() string
func (*Float) Value() float64
type Func func() any
func (Func) String() string
func (Func) Value() any
func Get(string) Var
func Handler() http.Handler
type Int struct{}
func (*Int) Add(int64)
func (*Int) Set(int64)
func (*Int) String() string
func (*Int) Value() int64
type KeyValue struct{Key string; Value Var}
type Map struct{}
func (*Map) Add(string, int64)
func (*Map) AddFloat(string, float64)
func (*Map) Delete(string)
func (*Map) Do(func(KeyValue))
func (*Map) Get(string) Var
func (*Map) Init() *Map
func (*Map) Set(string, Var)
func (*Map) String() string
func NewFloat(string) *Float
func NewInt(string) *Int
func NewMap(string) *Map
func NewString(string) *String
func Publish(string, Var)
type String struct{}
func (*String) Set(string)
func (*String) String() string
func (*String) Value() string
type Var interface{String() string}
"""
