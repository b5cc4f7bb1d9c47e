"""The standard library from log to math."""

ROWS = """
package log log
import io
func Default() *Logger
func Fatal(...any)
func Fatalf(string, ...any)
func Fatalln(...any)
func Flags() int
type Logger struct{}
func (*Logger) Fatal(...any)
func (*Logger) Fatalf(string, ...any)
func (*Logger) Fatalln(...any)
func (*Logger) Flags() int
func (*Logger) Output(int, string) error
func (*Logger) Panic(...any)
func (*Logger) Panicf(string, ...any)
func (*Logger) Panicln(...any)
func (*Logger) Prefix() string
func (*Logger) Print(...any)
func (*Logger) Printf(string, ...any)
func (*Logger) Println(...any)
func (*Logger) SetFlags(int)
func (*Logger) SetOutput(io.Writer)
func (*Logger) SetPrefix(string)
func (*Logger) Writer() io.Writer
func New(io.Writer, string, int) *Logger
func Output(int, string) error
func Panic(...any)
func Panicf(string, ...any)
func Panicln(...any)
func Prefix() string
func Print(...any)
func Printf(string, ...any)
func Println(...any)
func SetFlags(int)
func SetOutput(io.Writer)
func SetPrefix(string)
func Writer() io.Writer
const LUTC, Ldate, Llongfile, Lmicroseconds, Lmsgprefix, Lshortfile, LstdFlags, Ltime untyped int

package slog log/slog
import context io log time
func Any(string, any) Attr
func AnyValue(any) Value
type Attr struct{Key string; Value Value}
func (Attr) Equal(Attr) bool
func (Attr) String() string
func Bool(string, bool) Attr
func BoolValue(bool) Value
func Debug(string, ...any)
func DebugContext(context.Context, string, ...any)
func Default() *Logger
func Duration(string, time.Duration) Attr
func DurationValue(time.Duration) Value
func Error(string, ...any)
func ErrorContext(context.Context, string, ...any)
func Float64(string, float64) Attr
func Float64Value(float64) Value
func Group(string, ...any) Attr
func GroupAttrs(string, ...Attr) Attr
func GroupValue(...Attr) Value
type Handler interface{Enabled(context.Context, Level) bool; Handle(context.Context, Record) error; WithAttrs([]Attr) Handler; WithGroup(string) Handler}
type HandlerOptions struct{AddSource bool; Level Leveler; ReplaceAttr func([]string, Attr) Attr}
func Info(string, ...any)
func InfoContext(context.Context, string, ...any)
func Int(string, int) Attr
func Int64(string, int64) Attr
func Int64Value(int64) Value
func IntValue(int) Value
type JSONHandler struct{}
func (*JSONHandler) Enabled(context.Context, Level) bool
func (*JSONHandler) Handle(context.Context, Record) error
func (*JSONHandler) WithAttrs([]Attr) Handler
func (*JSONHandler) WithGroup(string) Handler
type Kind int
func (Kind) String() string
type Level int
func (Level) AppendText([]byte) ([]byte, error)
func (Level) Level() Level
func (Level) MarshalJSON() ([]byte, error)
func (Level) MarshalText() ([]byte, error)
func (Level) String() string
func (*Level) UnmarshalJSON([]byte) error
func (*Level) UnmarshalText([]byte) error
type LevelVar struct{}
func (*LevelVar) AppendText([]byte) ([]byte, error)
func (*LevelVar) Level() Level
func (*LevelVar) MarshalText() ([]byte, error)
func (*LevelVar) Set(Level)
func (*LevelVar) String() string
func (*LevelVar) UnmarshalText([]byte) error
type Leveler interface{Level() Level}
func Log(context.Context, Level, string, ...any)
func LogAttrs(context.Context, Level, string, ...Attr)
type LogValuer interface{LogValue() Value}
type Logger struct{}
func (*Logger) Debug(string, ...any)
func (*Logger) DebugContext(context.Context, string, ...any)
func (*Logger) Enabled(context.Context, Level) bool
func (*Logger) Error(string, ...any)
func (*Logger) ErrorContext(context.Context, string, ...any)
func (*Logger) Handler() Handler
func (*Logger) Info(string, ...any)
func (*Logger) InfoContext(context.Context, string, ...any)
func (*Logger) Log(context.Context, Level, string, ...any)
func (*Logger) LogAttrs(context.Context, Level, string, ...Attr)
func (*Logger) Warn(string, ...any)
func (*Logger) WarnContext(context.Context, string, ...any)
func (*Logger) With(...any) *Logger
func (*Logger) WithGroup(string) *Logger
type MultiHandler struct{}
func (*MultiHandler) Enabled(context.Context, Level) bool
func (*MultiHandler) Handle(context.Context, Record) error
func (*MultiHandler) WithAttrs([]Attr) Handler
func (*MultiHandler) WithGroup(string) Handler
func New(Handler) *Logger
func NewJSONHandler(io.Writer, *HandlerOptions) *JSONHandler
func NewLogLogger(Handler, Level) *log.Logger
func NewMultiHandler(...Handler) *MultiHandler
func NewRecord(time.Time, Level, string, uintptr) Record
func NewTextHandler(io.Writer, *HandlerOptions) *TextHandler
type Record struct{Time time.Time; Message string; Level Level; PC uintptr}
func (*Record) Add(...any)
func (*Record) AddAttrs(...Attr)
func (Record) Attrs(func(Attr) bool)
func (Record) Clone() Record
func (Record) NumAttrs() int
func (Record) Source() *Source
func SetDefault(*Logger)
func SetLogLoggerLevel(Level) Level
type Source struct{Function string; File string; Line int}
func String(string, string) Attr
func StringValue(string) Value
type TextHandler struct{}
func (*TextHandler) Enabled(context.Context, Level) bool
func (*TextHandler) Handle(context.Context, Record) error
func (*TextHandler) WithAttrs([]Attr) Handler
func (*TextHandler) WithGroup(string) Handler
func Time(string, time.Time) Attr
func TimeValue(time.Time) Value
func Uint64(string, uint64) Attr
func Uint64Value(uint64) Value
type Value struct{}
func (Value) Any() any
func (Value) Bool() bool
func (Value) Duration() time.Duration
func (Value) Equal(Value) bool
func (Value) Float64() float64
func (Value) Group() []Attr
func (Value) Int64() int64
func (Value) Kind() Kind
func (Value) LogValuer() LogValuer
func (Value) Resolve() Value
func (Value) String() string
func (Value) Time() time.Time
func (Value) Uint64() uint64
func Warn(string, ...any)
func WarnContext(context.Context, string, ...any)
func With(...any) *Logger
const KindAny, KindBool, KindDuration, KindFloat64, KindGroup, KindInt64, KindLogValuer, KindString, KindTime, KindUint64 Kind
const LevelDebug, LevelError, LevelInfo, LevelWarn Level
const LevelKey, MessageKey, SourceKey, TimeKey untyped string
var DiscardHandler Handler

package maps maps
import iter
func All[Map ~map[K]V, K comparable, V any](Map) iter.Seq2[K, V]
func Clone[M ~map[K]V, K comparable, V any](M) M
func Collect[K comparable, V any](iter.Seq2[K, V]) map[K]V
func Copy[M1 ~map[K]V, M2 ~map[K]V, K comparable, V any](M1, M2)
func DeleteFunc[M ~map[K]V, K comparable, V any](M, func(K, V) bool)
func Equal[M1 ~map[K]V, M2 ~map[K]V, K comparable, V comparable](M1, M2) bool
func EqualFunc[M1 ~map[K]V1, M2 ~map[K]V2, K comparable, V1 any, V2 any](M1, M2, func(V1, V2) bool) bool
func Insert[Map ~map[K]V, K comparable, V any](Map, iter.Seq2[K, V])
func Keys[Map ~map[K]V, K comparable, V any](Map) iter.Seq[K]
func Values[Map ~map[K]V, K comparable, V any](Map) iter.Seq[V]

package math math
func Abs(float64) float64
func Acos(float64) float64
func Acosh(float64) float64
func Asin(float64) float64
func Asinh(float64) float64
func Atan(float64) float64
func Atan2(float64, float64) float64
func Atanh(float64) float64
func Cbrt(float64) float64
func Ceil(float64) float64
func Copysign(float64, float64) float64
func Cos(float64) float64
func Cosh(float64) float64
func Dim(float64, float64) float64
func Erf(float64) float64
func Erfc(float64) float64
func Erfcinv(float64) float64
func Erfinv(float64) float64
func Exp(float64) float64
func Exp2(float64) float64
func Expm1(float64) float64
func FMA(float64, float64, float64) float64
func Float32bits(float32) uint32
func Float32frombits(uint32) float32
func Float64bits(float64) uint64
func Float64frombits(uint64) float64
func Floor(float64) float64
func Frexp(float64) (float64, int)
func Gamma(float64) float64
func Hypot(float64, float64) float64
func Ilogb(float64) int
func Inf(int) float64
func IsInf(float64, int) bool
func IsNaN(float64) bool
func J0(float64) float64
func J1(float64) float64
func Jn(int, float64) float64
func Ldexp(float64, int) float64
func Lgamma(float64) (float64, int)
func Log(float64) float64
func Log10(float64) float64
func Log1p(float64) float64
func Log2(float64) float64
func Logb(float64) float64
func Max(float64, float64) float64
func Min(float64, float64) float64
func Mod(float64, float64) float64
func Modf(float64) (float64, float64)
func NaN() float64
func Nextafter(float64, float64) float64
func Nextafter32(float32, float32) float32
func Pow(float64, float64) float64
func Pow10(int) float64
func Remainder(float64, float64) float64
func Round(float64) float64
func RoundToEven(float64) float64
func Signbit(float64) bool
func Sin(float64) float64
func Sincos(float64) (float64, float64)
func Sinh(float64) float64
func Sqrt(float64) float64
func Tan(float64) float64
func Tanh(float64) float64
func Trunc(float64) float64
func Y0(float64) float64
func Y1(float64) float64
func Yn(int, float64) float64
const E, Ln10, Ln2, Log10E, Log2E, MaxFloat32, MaxFloat64, Phi, Pi, SmallestNonzeroFloat32, SmallestNonzeroFloat64, Sqrt2, SqrtE untyped float
const SqrtPhi, SqrtPi untyped float
const MaxInt, MaxInt16, MaxInt32, MaxInt64, MaxInt8, MaxUint, MaxUint16, MaxUint32, MaxUint64, MaxUint8, MinInt, MinInt16 untyped int
const MinInt32, MinInt64, MinInt8 untyped int
"""
