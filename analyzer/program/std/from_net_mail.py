"""The standard library from net/mail to net/url."""

ROWS = """
package mail net/mail
import io mime time
type Address struct{Name string; Address string}
func (*Address) String() string
type AddressParser struct{WordDecoder *mime.WordDecoder}
func (*AddressParser) Parse(string) (*Address, error)
func (*AddressParser) ParseList(string) ([]*Address, error)
type Header map[string][]string
func (Header) AddressList(string) ([]*Address, error)
func (Header) Date() (time.Time, error)
func (Header) Get(string) string
type Message struct{Header Header; Body io.Reader}
func ParseAddress(string) (*Address, error)
func ParseAddressList(string) ([]*Address, error)
func ParseDate(string) (time.Time, error)
func ReadMessage(io.Reader) (*Message, error)
var ErrHeaderNotPresent error

package netip net/netip
type Addr struct{}
func (Addr) AppendBinary([]byte) ([]byte, error)
func (Addr) AppendText([]byte) ([]byte, error)
func (Addr) AppendTo([]byte) []byte
func (Addr) As16() [16]byte
func (Addr) As4() [4]byte
func (Addr) AsSlice() []byte
func (Addr) BitLen() int
func (Addr) Compare(Addr) int
func (Addr) Is4() bool
func (Addr) Is4In6() bool
func (Addr) Is6() bool
func (Addr) IsGlobalUnicast() bool
func (Addr) IsInterfaceLocalMulticast() bool
func (Addr) IsLinkLocalMulticast() bool
func (Addr) IsLinkLocalUnicast() bool
func (Addr) IsLoopback() bool
func (Addr) IsMulticast() bool
func (Addr) IsPrivate() bool
func (Addr) IsUnspecified() bool
func (Addr) IsValid() bool
func (Addr) Less(Addr) bool
func (Addr) MarshalBinary() ([]byte, error)
func (Addr) MarshalText() ([]byte, error)
func (Addr) Next() Addr
func (Addr) Prefix(int) (Prefix, error)
func (Addr) Prev() Addr
func (Addr) String() string
func (Addr) StringExpanded() string
func (Addr) Unmap() Addr
func (*Addr) UnmarshalBinary([]byte) error
func (*Addr) UnmarshalText([]byte) error
func (Addr) WithZone(string) Addr
func (Addr) Zone() string
func AddrFrom16([16]byte) Addr
func AddrFrom4([4]byte) Addr
func AddrFromSlice([]byte) (Addr, bool)
type AddrPort struct{}
func (AddrPort) Addr() Addr
func (AddrPort) AppendBinary([]byte) ([]byte, error)
func (AddrPort) AppendText([]byte) ([]byte, error)
func (AddrPort) AppendTo([]byte) []byte
func (AddrPort) Compare(AddrPort) int
func (AddrPort) IsValid() bool
func (AddrPort) MarshalBinary() ([]byte, error)
func (AddrPort) MarshalText() ([]byte, error)
func (AddrPort) Port() uint16
func (AddrPort) String() string
func (*AddrPort) UnmarshalBinary([]byte) error
func (*AddrPort) UnmarshalText([]byte) error
func AddrPortFrom(Addr, uint16) AddrPort
func IPv4Unspecified() Addr
func IPv6LinkLocalAllNodes() Addr
func IPv6LinkLocalAllRouters() Addr
func IPv6Loopback() Addr
func IPv6Unspecified() Addr
func MustParseAddr(string) Addr
func MustParseAddrPort(string) AddrPort
func MustParsePrefix(string) Prefix
func ParseAddr(string) (Addr, error)
func ParseAddrPort(string) (AddrPort, error)
func ParsePrefix(string) (Prefix, error)
type Prefix struct{}
func (Prefix) Addr() Addr
func (Prefix) AppendBinary([]byte) ([]byte, error)
func (Prefix) AppendText([]byte) ([]byte, error)
func (Prefix) AppendTo([]byte) []byte
func (Prefix) Bits() int
func (Prefix) Compare(Prefix) int
func (Prefix) Contains(Addr) bool
func (Prefix) IsSingleIP() bool
func (Prefix) IsValid() bool
func (Prefix) MarshalBinary() ([]byte, error)
func (Prefix) MarshalText() ([]byte, error)
func (Prefix) Masked() Prefix
func (Prefix) Overlaps(Prefix) bool
func (Prefix) String() string
func (*Prefix) UnmarshalBinary([]byte) error
func (*Prefix) UnmarshalText([]byte) error
func PrefixFrom(Addr, int) Prefix

package rpc net/rpc
import io net net/http
func Accept(net.Listener)
type Call struct{ServiceMethod string; Args any; Reply any; Error error; Done chan *Call}
type Client struct{}
func (*Client) Call(string, any, any) error
func (*Client) Close() error
func (*Client) Go(string, any, any, chan *Call) *Call
type ClientCodec interface{Close() error; ReadResponseBody(any) error; ReadResponseHeader(*Response) error; WriteRequest(*Request, any) error}
func Dial(string, string) (*Client, error)
func DialHTTP(string, string) (*Client, error)
func DialHTTPPath(string, string, string) (*Client, error)
func HandleHTTP()
func NewClient(io.ReadWriteCloser) *Client
func NewClientWithCodec(ClientCodec) *Client
func NewServer() *Server
func Register(any) error
func RegisterName(string, any) error
type Request struct{ServiceMethod string; Seq uint64}
type Response struct{ServiceMethod string; Seq uint64; Error string}
func ServeCodec(ServerCodec)
func ServeConn(io.ReadWriteCloser)
func ServeRequest(ServerCodec) error
type Server struct{}
func (*Server) Accept(net.Listener)
func (*Server) HandleHTTP(string, string)
func (*Server) Register(any) error
func (*Server) RegisterName(string, any) error
func (*Server) ServeCodec(ServerCodec)
func (*Server) ServeConn(io.ReadWriteCloser)
func (*Server) ServeHTTP(http.ResponseWriter, *http.Request)
func (*Server) ServeRequest(ServerCodec) error
type ServerCodec interface{Close() error; ReadRequestBody(any) error; ReadRequestHeader(*Request) error; WriteResponse(*Response, any) error}
type ServerError string
func (ServerError) Error() string
const DefaultDebugPath, DefaultRPCPath untyped string
var DefaultServer *Server
var ErrShutdown error

package textproto net/textproto
import bufio io
func CanonicalMIMEHeaderKey(string) string
type Conn struct{Reader; Writer; Pipeline}
func (*Conn) Close() error
func (*Conn) Cmd(string, ...any) (uint, error)
func Dial(string, string) (*Conn, error)
type Error struct{Code int; Msg string}
func (*Error) Error() string
type MIMEHeader map[string][]string
func (MIMEHeader) Add(string, string)
func (MIMEHeader) Del(string)
func (MIMEHeader) Get(string) string
func (MIMEHeader) Set(string, string)
func (MIMEHeader) Values(string) []string
func NewConn(io.ReadWriteCloser) *Conn
func NewReader(*bufio.Reader) *Reader
func NewWriter(*bufio.Writer) *Writer
type Pipeline struct{}
func (*Pipeline) EndRequest(uint)
func (*Pipeline) EndResponse(uint)
func (*Pipeline) Next() uint
func (*Pipeline) StartRequest(uint)
func (*Pipeline) StartResponse(uint)
type ProtocolError string
func (ProtocolError) Error() string
type Reader struct{R *bufio.Reader}
func (*Reader) DotReader() io.Reader
func (*Reader) ReadCodeLine(int) (int, string, error)
func (*Reader) ReadContinuedLine() (string, error)
func (*Reader) ReadContinuedLineBytes() ([]byte, error)
func (*Reader) ReadDotBytes() ([]byte, error)
func (*Reader) ReadDotLines() ([]string, error)
func (*Reader) ReadLine() (string, error)
func (*Reader) ReadLineBytes() ([]byte, error)
func (*Reader) ReadMIMEHeader() (MIMEHeader, error)
func (*Reader) ReadResponse(int) (int, string, error)
func TrimBytes([]byte) []byte
func TrimString(string) string
type Writer struct{W *bufio.Writer}
func (*Writer) DotWriter() io.WriteCloser
func (*Writer) PrintfLine(string, ...any) error

package url net/url
type Error struct{Op string; URL string; Err error}
func (*Error) Error() string
func (*Error) Temporary() bool
func (*Error) Timeout() bool
func (*Error) Unwrap() error
type EscapeError string
func (EscapeError) Error() string
type InvalidHostError string
func (InvalidHostError) Error() string
func JoinPath(string, ...string) (string, error)
func Parse(string) (*URL, error)
func ParseQuery(string) (Values, error)
func ParseRequestURI(string) (*URL, error)
func PathEscape(string) string
func PathUnescape(string) (string, error)
func QueryEscape(string) string
func QueryUnescape(string) (string, error)
type URL struct{Scheme string; Opaque string; User *Userinfo; Host string; Path string; Fragment string; RawQuery string; RawPath string; RawFragment string; ForceQuery bool; OmitHost bool}
func (*URL) AppendBinary([]byte) ([]byte, error)
func (*URL) Clone() *URL
func (*URL) EscapedFragment() string
func (*URL) EscapedPath() string
func (*URL) Hostname() string
func (*URL) IsAbs() bool
func (*URL) JoinPath(...string) *URL
func (*URL) MarshalBinary() ([]byte, error)
func (*URL) Parse(string) (*URL, error)
func (*URL) Port() string
func (*URL) Query() Values
func (*URL) Redacted() string
func (*URL) RequestURI() string
func (*URL) ResolveReference(*URL) *URL
func (*URL) String() string
func (*URL) UnmarshalBinary([]byte) error
func User(string) *Userinfo
func UserPassword(string, string) *Userinfo
type Userinfo struct{}
func (*Userinfo) Password() (string, bool)
func (*Userinfo) String() string
func (*Userinfo) Username() string
type Values map[string][]string
func (Values) Add(string, string)
func (Values) Clone() Values
func (Values) Del(string)
func (Values) Encode() string
func (Values) Get(string) string
func (Values) Has(string) bool
func (Values) Set(string, string)
"""
