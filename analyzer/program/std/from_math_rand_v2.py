"""The standard library from math/rand/v2 to mime/multipart."""

ROWS = """
package rand math/rand/v2
type ChaCha8 struct{}
func (*ChaCha8) AppendBinary([]byte) ([]byte, error)
func (*ChaCha8) MarshalBinary() ([]byte, error)
func (*ChaCha8) Read([]byte) (int, error)
func (*ChaCha8) Seed([32]byte)
func (*ChaCha8) Uint64() uint64
func (*ChaCha8) UnmarshalBinary([]byte) error
func ExpFloat64() float64
func Float32() float32
func Float64() float64
func Int() int
func Int32() int32
func Int32N(int32) int32
func Int64() int64
func Int64N(int64) int64
func IntN(int) int
func N[Int intType](Int) Int
func New(Source) *Rand
func NewChaCha8([32]byte) *ChaCha8
func NewPCG(uint64, uint64) *PCG
func NewZipf(*Rand, float64, float64, uint64) *Zipf
func NormFloat64() float64
type PCG struct{}
func (*PCG) AppendBinary([]byte) ([]byte, error)
func (*PCG) MarshalBinary() ([]byte, error)
func (*PCG) Seed(uint64, uint64)
func (*PCG) Uint64() uint64
func (*PCG) UnmarshalBinary([]byte) error
func Perm(int) []int
type Rand struct{}
func (*Rand) ExpFloat64() float64
func (*Rand) Float32() float32
func (*Rand) Float64() float64
func (*Rand) Int() int
func (*Rand) Int32() int32
func (*Rand) Int32N(int32) int32
func (*Rand) Int64() int64
func (*Rand) Int64N(int64) int64
func (*Rand) IntN(int) int
func (*Rand) N(Int) Int
func (*Rand) NormFloat64() float64
func (*Rand) Perm(int) []int
func (*Rand) Shuffle(int, func(int, int))
func (*Rand) Uint() uint
func (*Rand) Uint32() uint32
func (*Rand) Uint32N(uint32) uint32
func (*Rand) Uint64() uint64
func (*Rand) Uint64N(uint64) uint64
func (*Rand) UintN(uint) uint
func Shuffle(int, func(int, int))
type Source interface{Uint64() uint64}
func Uint() uint
func Uint32() uint32
func Uint32N(uint32) uint32
func Uint64() uint64
func Uint64N(uint64) uint64
func UintN(uint) uint
type Zipf struct{}
func (*Zipf) Uint64() uint64
type intType interface{~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr}

package mime mime
import io
func AddExtensionType(string, string) error
func ExtensionsByType(string) ([]string, error)
func FormatMediaType(string, map[string]string) string
func ParseMediaType(string) (string, map[string]string, error)
func TypeByExtension(string) string
type WordDecoder struct{CharsetReader func(string, io.Reader) (io.Reader, error)}
func (*WordDecoder) Decode(string) (string, error)
func (*WordDecoder) DecodeHeader(string) (string, error)
type WordEncoder byte
func (WordEncoder) Encode(string, string) string
const BEncoding, QEncoding WordEncoder
var ErrInvalidMediaParameter error

package multipart mime/multipart
import io net/textproto
type File interface{io.Reader; io.ReaderAt; io.Seeker; io.Closer}
func FileContentDisposition(string, string) string
type FileHeader struct{Filename string; Header textproto.MIMEHeader; Size int64}
func (*FileHeader) Open() (File, error)
type Form struct{Value map[string][]string; File map[string][]*FileHeader}
func (*Form) RemoveAll() error
func NewReader(io.Reader, string) *Reader
func NewWriter(io.Writer) *Writer
type Part struct{Header textproto.MIMEHeader}
func (*Part) Close() error
func (*Part) FileName() string
func (*Part) FormName() string
func (*Part) Read([]byte) (int, error)
type Reader struct{}
func (*Reader) NextPart() (*Part, error)
func (*Reader) NextRawPart() (*Part, error)
func (*Reader) ReadForm(int64) (*Form, error)
type Writer struct{}
func (*Writer) Boundary() string
func (*Writer) Close() error
func (*Writer) CreateFormField(string) (io.Writer, error)
func (*Writer) CreateFormFile(string, string) (io.Writer, error)
func (*Writer) CreatePart(textproto.MIMEHeader) (io.Writer, error)
func (*Writer) FormDataContentType() string
func (*Writer) SetBoundary(string) error
func (*Writer) WriteField(string, string) error
var ErrMessageTooLarge error
"""
