"""The standard library from reflect to runtime."""

ROWS = """
package reflect reflect
import internal/abi iter unsafe
func Append(Value, ...Value) Value
func AppendSlice(Value, Value) Value
func ArrayOf(int, Type) Type
type ChanDir int
func (ChanDir) String() string
func ChanOf(ChanDir, Type) Type
func Copy(Value, Value) int
func DeepEqual(any, any) bool
func FuncOf([]Type, []Type, bool) Type
func Indirect(Value) Value
type Kind uint
func (Kind) String() string
func MakeChan(Type, int) Value
func MakeFunc(Type, func([]Value) []Value) Value
func MakeMap(Type) Value
func MakeMapWithSize(Type, int) Value
func MakeSlice(Type, int, int) Value
type MapIter struct{}
func (*MapIter) Key() Value
func (*MapIter) Next() bool
func (*MapIter) Reset(Value)
func (*MapIter) Value() Value
func MapOf(Type, Type) Type
type Method struct{Name string; PkgPath string; Type Type; Func Value; Index int}
func (Method) IsExported() bool
func New(Type) Value
func NewAt(Type, unsafe.Pointer) Value
func PointerTo(Type) Type
func PtrTo(Type) Type
func Select([]SelectCase) (int, Value, bool)
type SelectCase struct{Dir SelectDir; Chan Value; Send Value}
type SelectDir int
func SliceAt(Type, unsafe.Pointer, int) Value
type SliceHeader struct{Data uintptr; Len int; Cap int}
func SliceOf(Type) Type
type StringHeader struct{Data uintptr; Len int}
type StructField struct{Name string; PkgPath string; Type Type; Tag StructTag; Offset uintptr; Index []int; Anonymous bool}
func (StructField) IsExported() bool
func StructOf([]StructField) Type
type StructTag string
func (StructTag) Get(string) string
func (StructTag) Lookup(string) (string, bool)
func Swapper(any) func(int, int)
type Type interface{Align() int; AssignableTo(Type) bool; Bits() int; CanSeq() bool; CanSeq2() bool; ChanDir() ChanDir; Comparable() bool; ConvertibleTo(Type) bool; Elem() Type; Field(int) StructField; FieldAlign() int; FieldByIndex([]int) StructField; FieldByName(string) (StructField, bool); FieldByNameFunc(func(string) bool) (StructField, bool); Fields() iter.Seq[StructField]; Implements(Type) bool; In(int) Type; Ins() iter.Seq[Type]; IsVariadic() bool; Key() Type; Kind() Kind; Len() int; Method(int) Method; MethodByName(string) (Method, bool); Methods() iter.Seq[Method]; Name() string; NumField() int; NumIn() int; NumMethod() int; NumOut() int; Out(int) Type; Outs() iter.Seq[Type]; OverflowComplex(complex128) bool; OverflowFloat(float64) bool; OverflowInt(int64) bool; OverflowUint(uint64) bool; PkgPath() string; Size() uintptr; String() string; common() *abi.Type; uncommon() *uncommonType}
func TypeAssert[T any](Value) (T, bool)
func TypeFor[T any]() Type
func TypeOf(any) Type
type Value struct{}
func (Value) Addr() Value
func (Value) Bool() bool
func (Value) Bytes() []byte
func (Value) Call([]Value) []Value
func (Value) CallSlice([]Value) []Value
func (Value) CanAddr() bool
func (Value) CanComplex() bool
func (Value) CanConvert(Type) bool
func (Value) CanFloat() bool
func (Value) CanInt() bool
func (Value) CanInterface() bool
func (Value) CanSet() bool
func (Value) CanUint() bool
func (Value) Cap() int
func (Value) Clear()
func (Value) Close()
func (Value) Comparable() bool
func (Value) Complex() complex128
func (Value) Convert(Type) Value
func (Value) Elem() Value
func (Value) Equal(Value) bool
func (Value) Field(int) Value
func (Value) FieldByIndex([]int) Value
func (Value) FieldByIndexErr([]int) (Value, error)
func (Value) FieldByName(string) Value
func (Value) FieldByNameFunc(func(string) bool) Value
func (Value) Fields() iter.Seq2[StructField, Value]
func (Value) Float() float64
func (Value) Grow(int)
func (Value) Index(int) Value
func (Value) Int() int64
func (Value) Interface() any
func (Value) InterfaceData() [2]uintptr
func (Value) IsNil() bool
func (Value) IsValid() bool
func (Value) IsZero() bool
func (Value) Kind() Kind
func (Value) Len() int
func (Value) MapIndex(Value) Value
func (Value) MapKeys() []Value
func (Value) MapRange() *MapIter
func (Value) Method(int) Value
func (Value) MethodByName(string) Value
func (Value) Methods() iter.Seq2[Method, Value]
func (Value) NumField() int
func (Value) NumMethod() int
func (Value) OverflowComplex(complex128) bool
func (Value) OverflowFloat(float64) bool
func (Value) OverflowInt(int64) bool
func (Value) OverflowUint(uint64) bool
func (Value) Pointer() uintptr
func (Value) Recv() (Value, bool)
func (Value) Send(Value)
func (Value) Seq() iter.Seq[Value]
func (Value) Seq2() iter.Seq2[Value, Value]
func (Value) Set(Value)
func (Value) SetBool(bool)
func (Value) SetBytes([]byte)
func (Value) SetCap(int)
func (Value) SetComplex(complex128)
func (Value) SetFloat(float64)
func (Value) SetInt(int64)
func (Value) SetIterKey(*MapIter)
func (Value) SetIterValue(*MapIter)
func (Value) SetLen(int)
func (Value) SetMapIndex(Value, Value)
func (Value) SetPointer(unsafe.Pointer)
func (Value) SetString(string)
func (Value) SetUint(uint64)
func (Value) SetZero()
func (Value) Slice(int, int) Value
func (Value) Slice3(int, int, int) Value
func (Value) String() string
func (Value) TryRecv() (Value, bool)
func (Value) TrySend(Value) bool
func (Value) Type() Type
func (Value) Uint() uint64
func (Value) UnsafeAddr() uintptr
func (Value) UnsafePointer() unsafe.Pointer
type ValueError struct{Method string; Kind Kind}
func (*ValueError) Error() string
func ValueOf(any) Value
func VisibleFields(Type) []StructField
func Zero(Type) Value
const BothDir, RecvDir, SendDir ChanDir
const Array, Bool, Chan, Complex128, Complex64, Float32, Float64, Func, Int, Int16, Int32, Int64, Int8, Interface, Invalid, Map Kind
const Pointer, Ptr, Slice, String, Struct, Uint, Uint16, Uint32, Uint64, Uint8, Uintptr, UnsafePointer Kind
const SelectDefault, SelectRecv, SelectSend SelectDir

package regexp regexp
import io
func Compile(string) (*Regexp, error)
func CompilePOSIX(string) (*Regexp, error)
func Match(string, []byte) (bool, error)
func MatchReader(string, io.RuneReader) (bool, error)
func MatchString(string, string) (bool, error)
func MustCompile(string) *Regexp
func MustCompilePOSIX(string) *Regexp
func QuoteMeta(string) string
type Regexp struct{}
func (*Regexp) AppendText([]byte) ([]byte, error)
func (*Regexp) Copy() *Regexp
func (*Regexp) Expand([]byte, []byte, []byte, []int) []byte
func (*Regexp) ExpandString([]byte, string, string, []int) []byte
func (*Regexp) Find([]byte) []byte
func (*Regexp) FindAll([]byte, int) [][]byte
func (*Regexp) FindAllIndex([]byte, int) [][]int
func (*Regexp) FindAllString(string, int) []string
func (*Regexp) FindAllStringIndex(string, int) [][]int
func (*Regexp) FindAllStringSubmatch(string, int) [][]string
func (*Regexp) FindAllStringSubmatchIndex(string, int) [][]int
func (*Regexp) FindAllSubmatch([]byte, int) [][][]byte
func (*Regexp) FindAllSubmatchIndex([]byte, int) [][]int
func (*Regexp) FindIndex([]byte) []int
func (*Regexp) FindReaderIndex(io.RuneReader) []int
func (*Regexp) FindReaderSubmatchIndex(io.RuneReader) []int
func (*Regexp) FindString(string) string
func (*Regexp) FindStringIndex(string) []int
func (*Regexp) FindStringSubmatch(string) []string
func (*Regexp) FindStringSubmatchIndex(string) []int
func (*Regexp) FindSubmatch([]byte) [][]byte
func (*Regexp) FindSubmatchIndex([]byte) []int
func (*Regexp) LiteralPrefix() (string, bool)
func (*Regexp) Longest()
func (*Regexp) MarshalText() ([]byte, error)
func (*Regexp) Match([]byte) bool
func (*Regexp) MatchReader(io.RuneReader) bool
func (*Regexp) MatchString(string) bool
func (*Regexp) NumSubexp() int
func (*Regexp) ReplaceAll([]byte, []byte) []byte
func (*Regexp) ReplaceAllFunc([]byte, func([]byte) []byte) []byte
func (*Regexp) ReplaceAllLiteral([]byte, []byte) []byte
func (*Regexp) ReplaceAllLiteralString(string, string) string
func (*Regexp) ReplaceAllString(string, string) string
func (*Regexp) ReplaceAllStringFunc(string, func(string) string) string
func (*Regexp) Split(string, int) []string
func (*Regexp) String() string
func (*Regexp) SubexpIndex(string) int
func (*Regexp) SubexpNames() []string
func (*Regexp) UnmarshalText([]byte) error

package runtime runtime
import unsafe
func AddCleanup[T any, S any](*T, func(S), S) Cleanup
func BlockProfile([]BlockProfileRecord) (int, bool)
type BlockProfileRecord struct{Count int64; Cycles int64; StackRecord}
func Breakpoint()
func CPUProfile() []byte
func Caller(int) (uintptr, string, int, bool)
func Callers(int, []uintptr) int
func CallersFrames([]uintptr) *Frames
type Cleanup struct{}
func (Cleanup) Stop()
type Error interface{error; RuntimeError()}
type Frame struct{PC uintptr; Func *Func; Function string; File string; Line int; Entry uintptr}
type Frames struct{}
func (*Frames) Next() (Frame, bool)
type Func struct{}
func (*Func) Entry() uintptr
func (*Func) FileLine(uintptr) (string, int)
func (*Func) Name() string
func FuncForPC(uintptr) *Func
func GC()
func GOMAXPROCS(int) int
func GOROOT() string
func Goexit()
func GoroutineProfile([]StackRecord) (int, bool)
func Gosched()
func KeepAlive(any)
func LockOSThread()
func MemProfile([]MemProfileRecord, bool) (int, bool)
type MemProfileRecord struct{AllocBytes int64; FreeBytes int64; AllocObjects int64; FreeObjects int64; Stack0 [32]uintptr}
func (*MemProfileRecord) InUseBytes() int64
func (*MemProfileRecord) InUseObjects() int64
func (*MemProfileRecord) Stack() []uintptr
type MemStats struct{Alloc uint64; TotalAlloc uint64; Sys uint64; Lookups uint64; Mallocs uint64; Frees uint64; HeapAlloc uint64; HeapSys uint64; HeapIdle uint64; HeapInuse uint64; HeapReleased uint64; HeapObjects uint64; StackInuse uint64; StackSys uint64; MSpanInuse uint64; MSpanSys uint64; MCacheInuse uint64; MCacheSys uint64; BuckHashSys uint64; GCSys uint64; OtherSys uint64; NextGC uint64; LastGC uint64; PauseTotalNs uint64; PauseNs [256]uint64; PauseEnd [256]uint64; NumGC uint32; NumForcedGC uint32; GCCPUFraction float64; EnableGC bool; DebugGC bool; BySize [61]struct{Size uint32; Mallocs uint64; Frees uint64}}
func MutexProfile([]BlockProfileRecord) (int, bool)
func NumCPU() int
func NumCgoCall() int64
func NumGoroutine() int
type PanicNilError struct{}
func (*PanicNilError) Error() string
func (*PanicNilError) RuntimeError()
type Pinner struct{}
func (*Pinner) Pin(any)
func (*Pinner) Unpin()
func ReadMemStats(*MemStats)
func ReadTrace() []byte
func SetBlockProfileRate(int)
func SetCPUProfileRate(int)
func SetCgoTraceback(int, unsafe.Pointer, unsafe.Pointer, unsafe.Pointer)
func SetDefaultGOMAXPROCS()
func SetFinalizer(any, any)
func SetMutexProfileFraction(int) int
func Stack([]byte, bool) int
type StackRecord struct{Stack0 [32]uintptr}
func (*StackRecord) Stack() []uintptr
func StartTrace() error
func StopTrace()
func ThreadCreateProfile([]StackRecord) (int, bool)
type TypeAssertionError struct{}
func (*TypeAssertionError) Error() string
func (*TypeAssertionError) RuntimeError()
func UnlockOSThread()
func Version() string
const GOARCH, GOOS string
const Compiler untyped string
var MemProfileRate int
"""
