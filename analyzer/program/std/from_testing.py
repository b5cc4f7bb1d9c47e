"""The standard library from testing to time."""

ROWS = """
package testing testing
import context io reflect time
func AllocsPerRun(int, func()) float64
type B struct{N int}
func (*B) ArtifactDir() string
func (*B) Attr(string, string)
func (*B) Chdir(string)
func (*B) Cleanup(func())
func (*B) Context() context.Context
func (*B) Elapsed() time.Duration
func (*B) Error(...any)
func (*B) Errorf(string, ...any)
func (*B) Fail()
func (*B) FailNow()
func (*B) Failed() bool
func (*B) Fatal(...any)
func (*B) Fatalf(string, ...any)
func (*B) Helper()
func (*B) Log(...any)
func (*B) Logf(string, ...any)
func (*B) Loop() bool
func (*B) Name() string
func (*B) Output() io.Writer
func (*B) ReportAllocs()
func (*B) ReportMetric(float64, string)
func (*B) ResetTimer()
func (*B) Run(string, func(*B)) bool
func (*B) RunParallel(func(*PB))
func (*B) SetBytes(int64)
func (*B) SetParallelism(int)
func (*B) Setenv(string, string)
func (*B) Skip(...any)
func (*B) SkipNow()
func (*B) Skipf(string, ...any)
func (*B) Skipped() bool
func (*B) StartTimer()
func (*B) StopTimer()
func (*B) TempDir() string
func Benchmark(func(*B)) BenchmarkResult
type BenchmarkResult struct{N int; T time.Duration; Bytes int64; MemAllocs uint64; MemBytes uint64; Extra map[string]float64}
func (BenchmarkResult) AllocedBytesPerOp() int64
func (BenchmarkResult) AllocsPerOp() int64
func (BenchmarkResult) MemString() string
func (BenchmarkResult) NsPerOp() int64
func (BenchmarkResult) String() string
type Cover struct{Mode string; Counters map[string][]uint32; Blocks map[string][]CoverBlock; CoveredPackages string}
type CoverBlock struct{Line0 uint32; Col0 uint16; Line1 uint32; Col1 uint16; Stmts uint16}
func CoverMode() string
func Coverage() float64
type F struct{}
func (*F) Add(...any)
func (*F) ArtifactDir() string
func (*F) Attr(string, string)
func (*F) Chdir(string)
func (*F) Cleanup(func())
func (*F) Context() context.Context
func (*F) Error(...any)
func (*F) Errorf(string, ...any)
func (*F) Fail()
func (*F) FailNow()
func (*F) Failed() bool
func (*F) Fatal(...any)
func (*F) Fatalf(string, ...any)
func (*F) Fuzz(any)
func (*F) Helper()
func (*F) Log(...any)
func (*F) Logf(string, ...any)
func (*F) Name() string
func (*F) Output() io.Writer
func (*F) Setenv(string, string)
func (*F) Skip(...any)
func (*F) SkipNow()
func (*F) Skipf(string, ...any)
func (*F) Skipped() bool
func (*F) TempDir() string
func Init()
type InternalBenchmark struct{Name string; F func(*B)}
type InternalExample struct{Name string; F func(); Output string; Unordered bool}
type InternalFuzzTarget struct{Name string; Fn func(*F)}
type InternalTest struct{Name string; F func(*T)}
type M struct{}
func (*M) Run() int
func Main(func(string, string) (bool, error), []InternalTest, []InternalBenchmark, []InternalExample)
func MainStart(testDeps, []InternalTest, []InternalBenchmark, []InternalFuzzTarget, []InternalExample) *M
type PB struct{}
func (*PB) Next() bool
func RegisterCover(Cover)
func RunBenchmarks(func(string, string) (bool, error), []InternalBenchmark)
func RunExamples(func(string, string) (bool, error), []InternalExample) bool
func RunTests(func(string, string) (bool, error), []InternalTest) bool
func Short() bool
type T struct{}
func (*T) ArtifactDir() string
func (*T) Attr(string, string)
func (*T) Chdir(string)
func (*T) Cleanup(func())
func (*T) Context() context.Context
func (*T) Deadline() (time.Time, bool)
func (*T) Error(...any)
func (*T) Errorf(string, ...any)
func (*T) Fail()
func (*T) FailNow()
func (*T) Failed() bool
func (*T) Fatal(...any)
func (*T) Fatalf(string, ...any)
func (*T) Helper()
func (*T) Log(...any)
func (*T) Logf(string, ...any)
func (*T) Name() string
func (*T) Output() io.Writer
func (*T) Parallel()
func (*T) Run(string, func(*T)) bool
func (*T) Setenv(string, string)
func (*T) Skip(...any)
func (*T) SkipNow()
func (*T) Skipf(string, ...any)
func (*T) Skipped() bool
func (*T) TempDir() string
type TB interface{ArtifactDir() string; Attr(string, string); Chdir(string); Cleanup(func()); Context() context.Context; Error(...any); Errorf(string, ...any); Fail(); FailNow(); Failed() bool; Fatal(...any); Fatalf(string, ...any); Helper(); Log(...any); Logf(string, ...any); Name() string; Output() io.Writer; Setenv(string, string); Skip(...any); SkipNow(); Skipf(string, ...any); Skipped() bool; TempDir() string; private()}
func Testing() bool
func Verbose() bool
type testDeps interface{CheckCorpus([]any, []reflect.Type) error; CoordinateFuzzing(time.Duration, int64, time.Duration, int64, int, []corpusEntry, []reflect.Type, string, string) error; ImportPath() string; InitRuntimeCoverage() (string, func(string, string) (string, error), func() float64); MatchString(string, string) (bool, error); ModulePath() string; ReadCorpus(string, []reflect.Type) ([]corpusEntry, error); ResetCoverage(); RunFuzzWorker(func(corpusEntry) error) error; SetPanicOnExit0(bool); SnapshotCoverage(); StartCPUProfile(io.Writer) error; StartTestLog(io.Writer); StopCPUProfile(); StopTestLog() error; WriteProfileTo(string, io.Writer, int) error}

package tabwriter text/tabwriter
import io
func NewWriter(io.Writer, int, int, int, byte, uint) *Writer
type Writer struct{}
func (*Writer) Flush() error
func (*Writer) Init(io.Writer, int, int, int, byte, uint) *Writer
func (*Writer) Write([]byte) (int, error)
const AlignRight, Debug, DiscardEmptyColumns, FilterHTML, StripEscape, TabIndent uint
const Escape untyped rune

package template text/template
import io io/fs text/template/parse
type ExecError struct{Name string; Err error}
func (ExecError) Error() string
func (ExecError) Unwrap() error
type FuncMap map[string]any
func HTMLEscape(io.Writer, []byte)
func HTMLEscapeString(string) string
func HTMLEscaper(...any) string
func IsTrue(any) (bool, bool)
func JSEscape(io.Writer, []byte)
func JSEscapeString(string) string
func JSEscaper(...any) string
func Must(*Template, error) *Template
func New(string) *Template
func ParseFS(fs.FS, ...string) (*Template, error)
func ParseFiles(...string) (*Template, error)
func ParseGlob(string) (*Template, error)
type Template struct{*parse.Tree}
func (*Template) AddParseTree(string, *parse.Tree) (*Template, error)
func (*Template) Clone() (*Template, error)
func (*Template) DefinedTemplates() string
func (*Template) Delims(string, string) *Template
func (*Template) Execute(io.Writer, any) error
func (*Template) ExecuteTemplate(io.Writer, string, any) error
func (*Template) Funcs(FuncMap) *Template
func (*Template) Lookup(string) *Template
func (*Template) Name() string
func (*Template) New(string) *Template
func (*Template) Option(...string) *Template
func (*Template) Parse(string) (*Template, error)
func (*Template) ParseFS(fs.FS, ...string) (*Template, error)
func (*Template) ParseFiles(...string) (*Template, error)
func (*Template) ParseGlob(string) (*Template, error)
func (*Template) Templates() []*Template
func URLQueryEscaper(...any) string

package time time
func After(Duration) <-chan Time
func AfterFunc(Duration, func()) *Timer
func Date(int, Month, int, int, int, int, int, *Location) Time
type Duration int64
func (Duration) Abs() Duration
func (Duration) Hours() float64
func (Duration) Microseconds() int64
func (Duration) Milliseconds() int64
func (Duration) Minutes() float64
func (Duration) Nanoseconds() int64
func (Duration) Round(Duration) Duration
func (Duration) Seconds() float64
func (Duration) String() string
func (Duration) Truncate(Duration) Duration
func FixedZone(string, int) *Location
func LoadLocation(string) (*Location, error)
func LoadLocationFromTZData(string, []byte) (*Location, error)
type Location struct{}
func (*Location) String() string
type Month int
func (Month) String() string
func NewTicker(Duration) *Ticker
func NewTimer(Duration) *Timer
func Now() Time
func Parse(string, string) (Time, error)
func ParseDuration(string) (Duration, error)
type ParseError struct{Layout string; Value string; LayoutElem string; ValueElem string; Message string}
func (*ParseError) Error() string
func ParseInLocation(string, string, *Location) (Time, error)
func Since(Time) Duration
func Sleep(Duration)
func Tick(Duration) <-chan Time
type Ticker struct{C <-chan Time}
func (*Ticker) Reset(Duration)
func (*Ticker) Stop()
type Time struct{}
func (Time) Add(Duration) Time
func (Time) AddDate(int, int, int) Time
func (Time) After(Time) bool
func (Time) AppendBinary([]byte) ([]byte, error)
func (Time) AppendFormat([]byte, string) []byte
func (Time) AppendText([]byte) ([]byte, error)
func (Time) Before(Time) bool
func (Time) Clock() (int, int, int)
func (Time) Compare(Time) int
func (Time) Date() (int, Month, int)
func (Time) Day() int
func (Time) Equal(Time) bool
func (Time) Format(string) string
func (Time) GoString() string
func (*Time) GobDecode([]byte) error
func (Time) GobEncode() ([]byte, error)
func (Time) Hour() int
func (Time) ISOWeek() (int, int)
func (Time) In(*Location) Time
func (Time) IsDST() bool
func (Time) IsZero() bool
func (Time) Local() Time
func (Time) Location() *Location
func (Time) MarshalBinary() ([]byte, error)
func (Time) MarshalJSON() ([]byte, error)
func (Time) MarshalText() ([]byte, error)
func (Time) Minute() int
func (Time) Month() Month
func (Time) Nanosecond() int
func (Time) Round(Duration) Time
func (Time) Second() int
func (Time) String() string
func (Time) Sub(Time) Duration
func (Time) Truncate(Duration) Time
func (Time) UTC() Time
func (Time) Unix() int64
func (Time) UnixMicro() int64
func (Time) UnixMilli() int64
func (Time) UnixNano() int64
func (*Time) UnmarshalBinary([]byte) error
func (*Time) UnmarshalJSON([]byte) error
func (*Time) UnmarshalText([]byte) error
func (Time) Weekday() Weekday
func (Time) Year() int
func (Time) YearDay() int
func (Time) Zone() (string, int)
func (Time) ZoneBounds() (Time, Time)
type Timer struct{C <-chan Time}
func (*Timer) Reset(Duration) bool
func (*Timer) Stop() bool
func Unix(int64, int64) Time
func UnixMicro(int64) Time
func UnixMilli(int64) Time
func Until(Time) Duration
type Weekday int
func (Weekday) String() string
const Hour, Microsecond, Millisecond, Minute, Nanosecond, Second Duration
const April, August, December, February, January, July, June, March, May, November, October, September Month
const Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday Weekday
const ANSIC, DateOnly, DateTime, Kitchen, Layout, RFC1123, RFC1123Z, RFC3339, RFC3339Nano, RFC822, RFC822Z, RFC850, RubyDate untyped string
const Stamp, StampMicro, StampMilli, StampNano, TimeOnly, UnixDate untyped string
var Local, UTC *Location
"""
