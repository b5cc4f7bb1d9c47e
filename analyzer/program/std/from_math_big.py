"""The standard library from math/big to math/rand."""

ROWS = """
package big math/big
import fmt math/rand
type Accuracy int8
func (Accuracy) String() string
type ErrNaN struct{}
func (ErrNaN) Error() string
type Float struct{}
func (*Float) Abs(*Float) *Float
func (*Float) Acc() Accuracy
func (*Float) Add(*Float, *Float) *Float
func (*Float) Append([]byte, byte, int) []byte
func (*Float) AppendText([]byte) ([]byte, error)
func (*Float) Cmp(*Float) int
func (*Float) Copy(*Float) *Float
func (*Float) Float32() (float32, Accuracy)
func (*Float) Float64() (float64, Accuracy)
func (*Float) Format(fmt.State, rune)
func (*Float) GobDecode([]byte) error
func (*Float) GobEncode() ([]byte, error)
func (*Float) Int(*Int) (*Int, Accuracy)
func (*Float) Int64() (int64, Accuracy)
func (*Float) IsInf() bool
func (*Float) IsInt() bool
func (*Float) MantExp(*Float) int
func (*Float) MarshalText() ([]byte, error)
func (*Float) MinPrec() uint
func (*Float) Mode() RoundingMode
func (*Float) Mul(*Float, *Float) *Float
func (*Float) Neg(*Float) *Float
func (*Float) Parse(string, int) (*Float, int, error)
func (*Float) Prec() uint
func (*Float) Quo(*Float, *Float) *Float
func (*Float) Rat(*Rat) (*Rat, Accuracy)
func (*Float) Scan(fmt.ScanState, rune) error
func (*Float) Set(*Float) *Float
func (*Float) SetFloat64(float64) *Float
func (*Float) SetInf(bool) *Float
func (*Float) SetInt(*Int) *Float
func (*Float) SetInt64(int64) *Float
func (*Float) SetMantExp(*Float, int) *Float
func (*Float) SetMode(RoundingMode) *Float
func (*Float) SetPrec(uint) *Float
func (*Float) SetRat(*Rat) *Float
func (*Float) SetString(string) (*Float, bool)
func (*Float) SetUint64(uint64) *Float
func (*Float) Sign() int
func (*Float) Signbit() bool
func (*Float) Sqrt(*Float) *Float
func (*Float) String() string
func (*Float) Sub(*Float, *Float) *Float
func (*Float) Text(byte, int) string
func (*Float) Uint64() (uint64, Accuracy)
func (*Float) UnmarshalText([]byte) error
type Int struct{}
func (*Int) Abs(*Int) *Int
func (*Int) Add(*Int, *Int) *Int
func (*Int) And(*Int, *Int) *Int
func (*Int) AndNot(*Int, *Int) *Int
func (*Int) Append([]byte, int) []byte
func (*Int) AppendText([]byte) ([]byte, error)
func (*Int) Binomial(int64, int64) *Int
func (*Int) Bit(int) uint
func (*Int) BitLen() int
func (*Int) Bits() []Word
func (*Int) Bytes() []byte
func (*Int) Cmp(*Int) int
func (*Int) CmpAbs(*Int) int
func (*Int) Div(*Int, *Int) *Int
func (*Int) DivMod(*Int, *Int, *Int) (*Int, *Int)
func (*Int) Divide(*Int, *Int, *Int, RoundingMode) (*Int, *Int)
func (*Int) Exp(*Int, *Int, *Int) *Int
func (*Int) FillBytes([]byte) []byte
func (*Int) Float64() (float64, Accuracy)
func (*Int) Format(fmt.State, rune)
func (*Int) GCD(*Int, *Int, *Int, *Int) *Int
func (*Int) GobDecode([]byte) error
func (*Int) GobEncode() ([]byte, error)
func (*Int) Int64() int64
func (*Int) IsInt64() bool
func (*Int) IsUint64() bool
func (*Int) Lsh(*Int, uint) *Int
func (*Int) MarshalJSON() ([]byte, error)
func (*Int) MarshalText() ([]byte, error)
func (*Int) Mod(*Int, *Int) *Int
func (*Int) ModInverse(*Int, *Int) *Int
func (*Int) ModSqrt(*Int, *Int) *Int
func (*Int) Mul(*Int, *Int) *Int
func (*Int) MulRange(int64, int64) *Int
func (*Int) Neg(*Int) *Int
func (*Int) Not(*Int) *Int
func (*Int) Or(*Int, *Int) *Int
func (*Int) ProbablyPrime(int) bool
func (*Int) Quo(*Int, *Int) *Int
func (*Int) QuoRem(*Int, *Int, *Int) (*Int, *Int)
func (*Int) Rand(*rand.Rand, *Int) *Int
func (*Int) Rem(*Int, *Int) *Int
func (*Int) Rsh(*Int, uint) *Int
func (*Int) Scan(fmt.ScanState, rune) error
func (*Int) Set(*Int) *Int
func (*Int) SetBit(*Int, int, uint) *Int
func (*Int) SetBits([]Word) *Int
func (*Int) SetBytes([]byte) *Int
func (*Int) SetInt64(int64) *Int
func (*Int) SetString(string, int) (*Int, bool)
func (*Int) SetUint64(uint64) *Int
func (*Int) Sign() int
func (*Int) Sqrt(*Int) *Int
func (*Int) String() string
func (*Int) Sub(*Int, *Int) *Int
func (*Int) Text(int) string
func (*Int) TrailingZeroBits() uint
func (*Int) Uint64() uint64
func (*Int) UnmarshalJSON([]byte) error
func (*Int) UnmarshalText([]byte) error
func (*Int) Xor(*Int, *Int) *Int
func Jacobi(*Int, *Int) int
func NewFloat(float64) *Float
func NewInt(int64) *Int
func NewRat(int64, int64) *Rat
func ParseFloat(string, int, uint, RoundingMode) (*Float, int, error)
type Rat struct{}
func (*Rat) Abs(*Rat) *Rat
func (*Rat) Add(*Rat, *Rat) *Rat
func (*Rat) AppendText([]byte) ([]byte, error)
func (*Rat) Cmp(*Rat) int
func (*Rat) Denom() *Int
func (*Rat) Float32() (float32, bool)
func (*Rat) Float64() (float64, bool)
func (*Rat) FloatPrec() (int, bool)
func (*Rat) FloatString(int) string
func (*Rat) GobDecode([]byte) error
func (*Rat) GobEncode() ([]byte, error)
func (*Rat) Inv(*Rat) *Rat
func (*Rat) IsInt() bool
func (*Rat) MarshalText() ([]byte, error)
func (*Rat) Mul(*Rat, *Rat) *Rat
func (*Rat) Neg(*Rat) *Rat
func (*Rat) Num() *Int
func (*Rat) Quo(*Rat, *Rat) *Rat
func (*Rat) RatString() string
func (*Rat) Scan(fmt.ScanState, rune) error
func (*Rat) Set(*Rat) *Rat
func (*Rat) SetFloat64(float64) *Rat
func (*Rat) SetFrac(*Int, *Int) *Rat
func (*Rat) SetFrac64(int64, int64) *Rat
func (*Rat) SetInt(*Int) *Rat
func (*Rat) SetInt64(int64) *Rat
func (*Rat) SetString(string) (*Rat, bool)
func (*Rat) SetUint64(uint64) *Rat
func (*Rat) Sign() int
func (*Rat) String() string
func (*Rat) Sub(*Rat, *Rat) *Rat
func (*Rat) UnmarshalText([]byte) error
type RoundingMode byte
func (RoundingMode) String() string
type Word uint
const Above, Below, Exact Accuracy
const AwayFromZero, Ceil, Floor, Round, ToNearestAway, ToNearestEven, ToNegativeInf, ToPositiveInf, ToZero, Trunc RoundingMode
const MaxExp, MaxPrec, MinExp untyped int
const MaxBase untyped rune

package bits math/bits
func Add(uint, uint, uint) (uint, uint)
func Add32(uint32, uint32, uint32) (uint32, uint32)
func Add64(uint64, uint64, uint64) (uint64, uint64)
func Div(uint, uint, uint) (uint, uint)
func Div32(uint32, uint32, uint32) (uint32, uint32)
func Div64(uint64, uint64, uint64) (uint64, uint64)
func LeadingZeros(uint) int
func LeadingZeros16(uint16) int
func LeadingZeros32(uint32) int
func LeadingZeros64(uint64) int
func LeadingZeros8(uint8) int
func Len(uint) int
func Len16(uint16) int
func Len32(uint32) int
func Len64(uint64) int
func Len8(uint8) int
func Mul(uint, uint) (uint, uint)
func Mul32(uint32, uint32) (uint32, uint32)
func Mul64(uint64, uint64) (uint64, uint64)
func OnesCount(uint) int
func OnesCount16(uint16) int
func OnesCount32(uint32) int
func OnesCount64(uint64) int
func OnesCount8(uint8) int
func Rem(uint, uint, uint) uint
func Rem32(uint32, uint32, uint32) uint32
func Rem64(uint64, uint64, uint64) uint64
func Reverse(uint) uint
func Reverse16(uint16) uint16
func Reverse32(uint32) uint32
func Reverse64(uint64) uint64
func Reverse8(uint8) uint8
func ReverseBytes(uint) uint
func ReverseBytes16(uint16) uint16
func ReverseBytes32(uint32) uint32
func ReverseBytes64(uint64) uint64
func RotateLeft(uint, int) uint
func RotateLeft16(uint16, int) uint16
func RotateLeft32(uint32, int) uint32
func RotateLeft64(uint64, int) uint64
func RotateLeft8(uint8, int) uint8
func Sub(uint, uint, uint) (uint, uint)
func Sub32(uint32, uint32, uint32) (uint32, uint32)
func Sub64(uint64, uint64, uint64) (uint64, uint64)
func TrailingZeros(uint) int
func TrailingZeros16(uint16) int
func TrailingZeros32(uint32) int
func TrailingZeros64(uint64) int
func TrailingZeros8(uint8) int
const UintSize untyped int

package rand math/rand
func ExpFloat64() float64
func Float32() float32
func Float64() float64
func Int() int
func Int31() int32
func Int31n(int32) int32
func Int63() int64
func Int63n(int64) int64
func Intn(int) int
func New(Source) *Rand
func NewSource(int64) Source
func NewZipf(*Rand, float64, float64, uint64) *Zipf
func NormFloat64() float64
func Perm(int) []int
type Rand struct{}
func (*Rand) ExpFloat64() float64
func (*Rand) Float32() float32
func (*Rand) Float64() float64
func (*Rand) Int() int
func (*Rand) Int31() int32
func (*Rand) Int31n(int32) int32
func (*Rand) Int63() int64
func (*Rand) Int63n(int64) int64
func (*Rand) Intn(int) int
func (*Rand) NormFloat64() float64
func (*Rand) Perm(int) []int
func (*Rand) Read([]byte) (int, error)
func (*Rand) Seed(int64)
func (*Rand) Shuffle(int, func(int, int))
func (*Rand) Uint32() uint32
func (*Rand) Uint64() uint64
func Read([]byte) (int, error)
func Seed(int64)
func Shuffle(int, func(int, int))
type Source interface{Int63() int64; Seed(int64)}
type Source64 interface{Source; Uint64() uint64}
func Uint32() uint32
func Uint64() uint64
type Zipf struct{}
func (*Zipf) Uint64() uint64
"""
