"""The standard library from runtime/debug to strings."""

ROWS = """
package debug runtime/debug
import os time
type BuildInfo struct{GoVersion string; Path string; Main Module; Deps []*Module; Settings []BuildSetting}
func (*BuildInfo) String() string
type BuildSetting struct{Key string; Value string}
type CrashOptions struct{}
func FreeOSMemory()
type GCStats struct{LastGC time.Time; NumGC int64; PauseTotal time.Duration; Pause []time.Duration; PauseEnd []time.Time; PauseQuantiles []time.Duration}
type Module struct{Path string; Version string; Sum string; Replace *Module}
func ParseBuildInfo(string) (*BuildInfo, error)
func PrintStack()
func ReadBuildInfo() (*BuildInfo, bool)
func ReadGCStats(*GCStats)
func SetCrashOutput(*os.File, CrashOptions) error
func SetGCPercent(int) int
func SetMaxStack(int) int
func SetMaxThreads(int) int
func SetMemoryLimit(int64) int64
func SetPanicOnFault(bool) bool
func SetTraceback(string)
func Stack() []byte
func WriteHeapDump(uintptr)

package pprof runtime/pprof
import context io
func Do(context.Context, LabelSet, func(context.Context))
func ForLabels(context.Context, func(string, string) bool)
func Label(context.Context, string) (string, bool)
type LabelSet struct{}
func Labels(...string) LabelSet
func Lookup(string) *Profile
func NewProfile(string) *Profile
type Profile struct{}
func (*Profile) Add(any, int)
func (*Profile) Count() int
func (*Profile) Name() string
func (*Profile) Remove(any)
func (*Profile) WriteTo(io.Writer, int) error
func Profiles() []*Profile
func SetGoroutineLabels(context.Context)
func StartCPUProfile(io.Writer) error
func StopCPUProfile()
func WithLabels(context.Context, LabelSet) context.Context
func WriteHeapProfile(io.Writer) error

package trace runtime/trace
import context io time
type FlightRecorder struct{}
func (*FlightRecorder) Enabled() bool
func (*FlightRecorder) Start() error
func (*FlightRecorder) Stop()
func (*FlightRecorder) WriteTo(io.Writer) (int64, error)
type FlightRecorderConfig struct{MinAge time.Duration; MaxBytes uint64}
func IsEnabled() bool
func Log(context.Context, string, string)
func Logf(context.Context, string, string, ...any)
func NewFlightRecorder(FlightRecorderConfig) *FlightRecorder
func NewTask(context.Context, string) (context.Context, *Task)
type Region struct{}
func (*Region) End()
func Start(io.Writer) error
func StartRegion(context.Context, string) *Region
func Stop()
type Task struct{}
func (*Task) End()
func WithRegion(context.Context, string, func())

package slices slices
import cmp iter
func All[Slice ~[]E, E any](Slice) iter.Seq2[int, E]
func AppendSeq[Slice ~[]E, E any](Slice, iter.Seq[E]) Slice
func Backward[Slice ~[]E, E any](Slice) iter.Seq2[int, E]
func BinarySearch[S ~[]E, E cmp.Ordered](S, E) (int, bool)
func BinarySearchFunc[S ~[]E, E any, T any](S, T, func(E, T) int) (int, bool)
func Chunk[Slice ~[]E, E any](Slice, int) iter.Seq[Slice]
func Clip[S ~[]E, E any](S) S
func Clone[S ~[]E, E any](S) S
func Collect[E any](iter.Seq[E]) []E
func Compact[S ~[]E, E comparable](S) S
func CompactFunc[S ~[]E, E any](S, func(E, E) bool) S
func Compare[S ~[]E, E cmp.Ordered](S, S) int
func CompareFunc[S1 ~[]E1, S2 ~[]E2, E1 any, E2 any](S1, S2, func(E1, E2) int) int
func Concat[S ~[]E, E any](...S) S
func Contains[S ~[]E, E comparable](S, E) bool
func ContainsFunc[S ~[]E, E any](S, func(E) bool) bool
func Delete[S ~[]E, E any](S, int, int) S
func DeleteFunc[S ~[]E, E any](S, func(E) bool) S
func Equal[S ~[]E, E comparable](S, S) bool
func EqualFunc[S1 ~[]E1, S2 ~[]E2, E1 any, E2 any](S1, S2, func(E1, E2) bool) bool
func Grow[S ~[]E, E any](S, int) S
func Index[S ~[]E, E comparable](S, E) int
func IndexFunc[S ~[]E, E any](S, func(E) bool) int
func Insert[S ~[]E, E any](S, int, ...E) S
func IsSorted[S ~[]E, E cmp.Ordered](S) bool
func IsSortedFunc[S ~[]E, E any](S, func(E, E) int) bool
func Max[S ~[]E, E cmp.Ordered](S) E
func MaxFunc[S ~[]E, E any](S, func(E, E) int) E
func Min[S ~[]E, E cmp.Ordered](S) E
func MinFunc[S ~[]E, E any](S, func(E, E) int) E
func Repeat[S ~[]E, E any](S, int) S
func Replace[S ~[]E, E any](S, int, int, ...E) S
func Reverse[S ~[]E, E any](S)
func Sort[S ~[]E, E cmp.Ordered](S)
func SortFunc[S ~[]E, E any](S, func(E, E) int)
func SortStableFunc[S ~[]E, E any](S, func(E, E) int)
func Sorted[E cmp.Ordered](iter.Seq[E]) []E
func SortedFunc[E any](iter.Seq[E], func(E, E) int) []E
func SortedStableFunc[E any](iter.Seq[E], func(E, E) int) []E
func Values[Slice ~[]E, E any](Slice) iter.Seq[E]

package sort sort
func Find(int, func(int) int) (int, bool)
type Float64Slice []float64
func (Float64Slice) Len() int
func (Float64Slice) Less(int, int) bool
func (Float64Slice) Search(float64) int
func (Float64Slice) Sort()
func (Float64Slice) Swap(int, int)
func Float64s([]float64)
func Float64sAreSorted([]float64) bool
type IntSlice []int
func (IntSlice) Len() int
func (IntSlice) Less(int, int) bool
func (IntSlice) Search(int) int
func (IntSlice) Sort()
func (IntSlice) Swap(int, int)
type Interface interface{Len() int; Less(int, int) bool; Swap(int, int)}
func Ints([]int)
func IntsAreSorted([]int) bool
func IsSorted(Interface) bool
func Reverse(Interface) Interface
func Search(int, func(int) bool) int
func SearchFloat64s([]float64, float64) int
func SearchInts([]int, int) int
func SearchStrings([]string, string) int
func Slice(any, func(int, int) bool)
func SliceIsSorted(any, func(int, int) bool) bool
func SliceStable(any, func(int, int) bool)
func Sort(Interface)
func Stable(Interface)
type StringSlice []string
func (StringSlice) Len() int
func (StringSlice) Less(int, int) bool
func (StringSlice) Search(string) int
func (StringSlice) Sort()
func (StringSlice) Swap(int, int)
func Strings([]string)
func StringsAreSorted([]string) bool

package strconv strconv
func AppendBool([]byte, bool) []byte
func AppendFloat([]byte, float64, byte, int, int) []byte
func AppendInt([]byte, int64, int) []byte
func AppendQuote([]byte, string) []byte
func AppendQuoteRune([]byte, rune) []byte
func AppendQuoteRuneToASCII([]byte, rune) []byte
func AppendQuoteRuneToGraphic([]byte, rune) []byte
func AppendQuoteToASCII([]byte, string) []byte
func AppendQuoteToGraphic([]byte, string) []byte
func AppendUint([]byte, uint64, int) []byte
func Atoi(string) (int, error)
func CanBackquote(string) bool
func FormatBool(bool) string
func FormatComplex(complex128, byte, int, int) string
func FormatFloat(float64, byte, int, int) string
func FormatInt(int64, int) string
func FormatUint(uint64, int) string
func IsGraphic(rune) bool
func IsPrint(rune) bool
func Itoa(int) string
type NumError struct{Func string; Num string; Err error}
func (*NumError) Error() string
func (*NumError) Unwrap() error
func ParseBool(string) (bool, error)
func ParseComplex(string, int) (complex128, error)
func ParseFloat(string, int) (float64, error)
func ParseInt(string, int, int) (int64, error)
func ParseUint(string, int, int) (uint64, error)
func Quote(string) string
func QuoteRune(rune) string
func QuoteRuneToASCII(rune) string
func QuoteRuneToGraphic(rune) string
func QuoteToASCII(string) string
func QuoteToGraphic(string) string
func QuotedPrefix(string) (string, error)
func Unquote(string) (string, error)
func UnquoteChar(string, byte) (rune, bool, string, error)
const IntSize untyped int
var ErrRange, ErrSyntax error

package strings strings
import io iter unicode
type Builder struct{}
func (*Builder) Cap() int
func (*Builder) Grow(int)
func (*Builder) Len() int
func (*Builder) Reset()
func (*Builder) String() string
func (*Builder) Write([]byte) (int, error)
func (*Builder) WriteByte(byte) error
func (*Builder) WriteRune(rune) (int, error)
func (*Builder) WriteString(string) (int, error)
func Clone(string) string
func Compare(string, string) int
func Contains(string, string) bool
func ContainsAny(string, string) bool
func ContainsFunc(string, func(rune) bool) bool
func ContainsRune(string, rune) bool
func Count(string, string) int
func Cut(string, string) (string, string, bool)
func CutLast(string, string) (string, string, bool)
func CutPrefix(string, string) (string, bool)
func CutSuffix(string, string) (string, bool)
func EqualFold(string, string) bool
func Fields(string) []string
func FieldsFunc(string, func(rune) bool) []string
func FieldsFuncSeq(string, func(rune) bool) iter.Seq[string]
func FieldsSeq(string) iter.Seq[string]
func HasPrefix(string, string) bool
func HasSuffix(string, string) bool
func Index(string, string) int
func IndexAny(string, string) int
func IndexByte(string, byte) int
func IndexFunc(string, func(rune) bool) int
func IndexRune(string, rune) int
func Join([]string, string) string
func LastIndex(string, string) int
func LastIndexAny(string, string) int
func LastIndexByte(string, byte) int
func LastIndexFunc(string, func(rune) bool) int
func Lines(string) iter.Seq[string]
func Map(func(rune) rune, string) string
func NewReader(string) *Reader
func NewReplacer(...string) *Replacer
type Reader struct{}
func (*Reader) Len() int
func (*Reader) Read([]byte) (int, error)
func (*Reader) ReadAt([]byte, int64) (int, error)
func (*Reader) ReadByte() (byte, error)
func (*Reader) ReadRune() (rune, int, error)
func (*Reader) Reset(string)
func (*Reader) Seek(int64, int) (int64, error)
func (*Reader) Size() int64
func (*Reader) UnreadByte() error
func (*Reader) UnreadRune() error
func (*Reader) WriteTo(io.Writer) (int64, error)
func Repeat(string, int) string
func Replace(string, string, string, int) string
func ReplaceAll(string, string, string) string
type Replacer struct{}
func (*Replacer) Replace(string) string
func (*Replacer) WriteString(io.Writer, string) (int, error)
func Split(string, string) []string
func SplitAfter(string, string) []string
func SplitAfterN(string, string, int) []string
func SplitAfterSeq(string, string) iter.Seq[string]
func SplitN(string, string, int) []string
func SplitSeq(string, string) iter.Seq[string]
func Title(string) string
func ToLower(string) string
func ToLowerSpecial(unicode.SpecialCase, string) string
func ToTitle(string) string
func ToTitleSpecial(unicode.SpecialCase, string) string
func ToUpper(string) string
func ToUpperSpecial(unicode.SpecialCase, string) string
func ToValidUTF8(string, string) string
func Trim(string, string) string
func TrimFunc(string, func(rune) bool) string
func TrimLeft(string, string) string
func TrimLeftFunc(string, func(rune) bool) string
func TrimPrefix(string, string) string
func TrimRight(string, string) string
func TrimRightFunc(string, func(rune) bool) string
func TrimSpace(string) string
func TrimSuffix(string, string) string
"""
