"""The standard library from net/http to net/http/httputil."""

ROWS = """
package http net/http
import bufio context crypto/tls io io/fs log mime/multipart net net/url time
func AllowQuerySemicolons(Handler) Handler
func CanonicalHeaderKey(string) string
type Client struct{Transport RoundTripper; CheckRedirect func(*Request, []*Request) error; Jar CookieJar; Timeout time.Duration}
func (*Client) CloseIdleConnections()
func (*Client) Do(*Request) (*Response, error)
func (*Client) Get(string) (*Response, error)
func (*Client) Head(string) (*Response, error)
func (*Client) Post(string, string, io.Reader) (*Response, error)
func (*Client) PostForm(string, url.Values) (*Response, error)
type ClientConn struct{}
func (*ClientConn) Available() int
func (*ClientConn) Close() error
func (*ClientConn) Err() error
func (*ClientConn) InFlight() int
func (*ClientConn) Release()
func (*ClientConn) Reserve() error
func (*ClientConn) RoundTrip(*Request) (*Response, error)
func (*ClientConn) SetStateHook(func(*ClientConn))
type CloseNotifier interface{CloseNotify() <-chan bool}
type ConnState int
func (ConnState) String() string
type Cookie struct{Name string; Value string; Quoted bool; Path string; Domain string; Expires time.Time; RawExpires string; MaxAge int; Secure bool; HttpOnly bool; SameSite SameSite; Partitioned bool; Raw string; Unparsed []string}
func (*Cookie) String() string
func (*Cookie) Valid() error
type CookieJar interface{Cookies(*url.URL) []*Cookie; SetCookies(*url.URL, []*Cookie)}
type CrossOriginProtection struct{}
func (*CrossOriginProtection) AddInsecureBypassPattern(string)
func (*CrossOriginProtection) AddTrustedOrigin(string) error
func (*CrossOriginProtection) Check(*Request) error
func (*CrossOriginProtection) Handler(Handler) Handler
func (*CrossOriginProtection) SetDenyHandler(Handler)
func DetectContentType([]byte) string
type Dir string
func (Dir) Open(string) (File, error)
func Error(ResponseWriter, string, int)
func FS(fs.FS) FileSystem
type File interface{io.Closer; io.Reader; io.Seeker; Readdir(int) ([]fs.FileInfo, error); Stat() (fs.FileInfo, error)}
func FileServer(FileSystem) Handler
func FileServerFS(fs.FS) Handler
type FileSystem interface{Open(string) (File, error)}
type Flusher interface{Flush()}
func Get(string) (*Response, error)
type HTTP2Config struct{MaxConcurrentStreams int; StrictMaxConcurrentRequests bool; MaxDecoderHeaderTableSize int; MaxEncoderHeaderTableSize int; MaxReadFrameSize int; MaxReceiveBufferPerConnection int; MaxReceiveBufferPerStream int; SendPingTimeout time.Duration; PingTimeout time.Duration; WriteByteTimeout time.Duration; PermitProhibitedCipherSuites bool; CountError func(string)}
func Handle(string, Handler)
func HandleFunc(string, func(ResponseWriter, *Request))
type Handler interface{ServeHTTP(ResponseWriter, *Request)}
type HandlerFunc func(ResponseWriter, *Request)
func (HandlerFunc) ServeHTTP(ResponseWriter, *Request)
func Head(string) (*Response, error)
type Header map[string][]string
func (Header) Add(string, string)
func (Header) Clone() Header
func (Header) Del(string)
func (Header) Get(string) string
func (Header) Set(string, string)
func (Header) Values(string) []string
func (Header) Write(io.Writer) error
func (Header) WriteSubset(io.Writer, map[string]bool) error
type Hijacker interface{Hijack() (net.Conn, *bufio.ReadWriter, error)}
func ListenAndServe(string, Handler) error
func ListenAndServeTLS(string, string, string, Handler) error
type MaxBytesError struct{Limit int64}
func (*MaxBytesError) Error() string
func MaxBytesHandler(Handler, int64) Handler
func MaxBytesReader(ResponseWriter, io.ReadCloser, int64) io.ReadCloser
func NewCrossOriginProtection() *CrossOriginProtection
func NewFileTransport(FileSystem) RoundTripper
func NewFileTransportFS(fs.FS) RoundTripper
func NewRequest(string, string, io.Reader) (*Request, error)
func NewRequestWithContext(context.Context, string, string, io.Reader) (*Request, error)
func NewResponseController(ResponseWriter) *ResponseController
func NewServeMux() *ServeMux
func NotFound(ResponseWriter, *Request)
func NotFoundHandler() Handler
func ParseCookie(string) ([]*Cookie, error)
func ParseHTTPVersion(string) (int, int, bool)
func ParseSetCookie(string) (*Cookie, error)
func ParseTime(string) (time.Time, error)
func Post(string, string, io.Reader) (*Response, error)
func PostForm(string, url.Values) (*Response, error)
type ProtocolError struct{ErrorString string}
func (*ProtocolError) Error() string
func (*ProtocolError) Is(error) bool
type Protocols struct{}
func (Protocols) HTTP1() bool
func (Protocols) HTTP2() bool
func (*Protocols) SetHTTP1(bool)
func (*Protocols) SetHTTP2(bool)
func (*Protocols) SetUnencryptedHTTP2(bool)
func (Protocols) String() string
func (Protocols) UnencryptedHTTP2() bool
func ProxyFromEnvironment(*Request) (*url.URL, error)
func ProxyURL(*url.URL) func(*Request) (*url.URL, error)
type PushOptions struct{Method string; Header Header}
type Pusher interface{Push(string, *PushOptions) error}
func ReadRequest(*bufio.Reader) (*Request, error)
func ReadResponse(*bufio.Reader, *Request) (*Response, error)
func Redirect(ResponseWriter, *Request, string, int)
func RedirectHandler(string, int) Handler
type Request struct{Method string; URL *url.URL; Proto string; ProtoMajor int; ProtoMinor int; Header Header; Body io.ReadCloser; GetBody func() (io.ReadCloser, error); ContentLength int64; TransferEncoding []string; Close bool; Host string; Form url.Values; PostForm url.Values; MultipartForm *multipart.Form; Trailer Header; RemoteAddr string; RequestURI string; TLS *tls.ConnectionState; Cancel <-chan struct{}; Response *Response; Pattern string}
func (*Request) AddCookie(*Cookie)
func (*Request) BasicAuth() (string, string, bool)
func (*Request) Clone(context.Context) *Request
func (*Request) Context() context.Context
func (*Request) Cookie(string) (*Cookie, error)
func (*Request) Cookies() []*Cookie
func (*Request) CookiesNamed(string) []*Cookie
func (*Request) FormFile(string) (multipart.File, *multipart.FileHeader, error)
func (*Request) FormValue(string) string
func (*Request) MultipartReader() (*multipart.Reader, error)
func (*Request) ParseForm() error
func (*Request) ParseMultipartForm(int64) error
func (*Request) PathValue(string) string
func (*Request) PostFormValue(string) string
func (*Request) ProtoAtLeast(int, int) bool
func (*Request) Referer() string
func (*Request) SetBasicAuth(string, string)
func (*Request) SetPathValue(string, string)
func (*Request) UserAgent() string
func (*Request) WithContext(context.Context) *Request
func (*Request) Write(io.Writer) error
func (*Request) WriteProxy(io.Writer) error
type Response struct{Status string; StatusCode int; Proto string; ProtoMajor int; ProtoMinor int; Header Header; Body io.ReadCloser; ContentLength int64; TransferEncoding []string; Close bool; Uncompressed bool; Trailer Header; Request *Request; TLS *tls.ConnectionState}
func (*Response) Cookies() []*Cookie
func (*Response) Location() (*url.URL, error)
func (*Response) ProtoAtLeast(int, int) bool
func (*Response) Write(io.Writer) error
type ResponseController struct{}
func (*ResponseController) EnableFullDuplex() error
func (*ResponseController) Flush() error
func (*ResponseController) Hijack() (net.Conn, *bufio.ReadWriter, error)
func (*ResponseController) SetReadDeadline(time.Time) error
func (*ResponseController) SetWriteDeadline(time.Time) error
type ResponseWriter interface{Header() Header; Write([]byte) (int, error); WriteHeader(int)}
type RoundTripper interface{RoundTrip(*Request) (*Response, error)}
type SameSite int
func Serve(net.Listener, Handler) error
func ServeContent(ResponseWriter, *Request, string, time.Time, io.ReadSeeker)
func ServeFile(ResponseWriter, *Request, string)
func ServeFileFS(ResponseWriter, *Request, fs.FS, string)
type ServeMux struct{}
func (*ServeMux) Handle(string, Handler)
func (*ServeMux) HandleFunc(string, func(ResponseWriter, *Request))
func (*ServeMux) Handler(*Request) (Handler, string)
func (*ServeMux) ServeHTTP(ResponseWriter, *Request)
func ServeTLS(net.Listener, Handler, string, string) error
type Server struct{Addr string; Handler Handler; DisableGeneralOptionsHandler bool; TLSConfig *tls.Config; ReadTimeout time.Duration; ReadHeaderTimeout time.Duration; WriteTimeout time.Duration; IdleTimeout time.Duration; MaxHeaderBytes int; MaxHeaderValueCount int; TLSNextProto map[string]func(*Server, *tls.Conn, Handler); ConnState func(net.Conn, ConnState); ErrorLog *log.Logger; BaseContext func(net.Listener) context.Context; ConnContext func(context.Context, net.Conn) context.Context; HTTP2 *HTTP2Config; Protocols *Protocols; DisableClientPriority bool}
func (*Server) Close() error
func (*Server) ListenAndServe() error
func (*Server) ListenAndServeTLS(string, string) error
func (*Server) RegisterOnShutdown(func())
func (*Server) Serve(net.Listener) error
func (*Server) ServeTLS(net.Listener, string, string) error
func (*Server) SetKeepAlivesEnabled(bool)
func (*Server) Shutdown(context.Context) error
func SetCookie(ResponseWriter, *Cookie)
func StatusText(int) string
func StripPrefix(string, Handler) Handler
func TimeoutHandler(Handler, time.Duration, string) Handler
type Transport struct{Proxy func(*Request) (*url.URL, error); OnProxyConnectResponse func(context.Context, *url.URL, *Request, *Response) error; DialContext func(context.Context, string, string) (net.Conn, error); Dial func(string, string) (net.Conn, error); DialTLSContext func(context.Context, string, string) (net.Conn, error); DialTLS func(string, string) (net.Conn, error); TLSClientConfig *tls.Config; TLSHandshakeTimeout time.Duration; DisableKeepAlives bool; DisableCompression bool; MaxIdleConns int; MaxIdleConnsPerHost int; MaxConnsPerHost int; IdleConnTimeout time.Duration; ResponseHeaderTimeout time.Duration; ExpectContinueTimeout time.Duration; TLSNextProto map[string]func(string, *tls.Conn) RoundTripper; ProxyConnectHeader Header; GetProxyConnectHeader func(context.Context, *url.URL, string) (Header, error); MaxResponseHeaderBytes int64; WriteBufferSize int; ReadBufferSize int; ForceAttemptHTTP2 bool; HTTP2 *HTTP2Config; Protocols *Protocols}
func (*Transport) CancelRequest(*Request)
func (*Transport) Clone() *Transport
func (*Transport) CloseIdleConnections()
func (*Transport) NewClientConn(context.Context, string, string) (*ClientConn, error)
func (*Transport) RegisterProtocol(string, RoundTripper)
func (*Transport) RoundTrip(*Request) (*Response, error)
type contextKey struct{}
func (*contextKey) String() string
type noBody struct{}
func (noBody) Close() error
func (noBody) Read([]byte) (int, error)
func (noBody) WriteTo(io.Writer) (int64, error)
const StateActive, StateClosed, StateHijacked, StateIdle, StateNew ConnState
const SameSiteDefaultMode, SameSiteLaxMode, SameSiteNoneMode, SameSiteStrictMode SameSite
const DefaultMaxHeaderBytes, DefaultMaxHeaderValueCount, DefaultMaxIdleConnsPerHost, StatusAccepted, StatusAlreadyReported untyped int
const StatusBadGateway, StatusBadRequest, StatusConflict, StatusContinue, StatusCreated, StatusEarlyHints, StatusExpectationFailed untyped int
const StatusFailedDependency, StatusForbidden, StatusFound, StatusGatewayTimeout, StatusGone, StatusHTTPVersionNotSupported untyped int
const StatusIMUsed, StatusInsufficientStorage, StatusInternalServerError, StatusLengthRequired, StatusLocked, StatusLoopDetected untyped int
const StatusMethodNotAllowed, StatusMisdirectedRequest, StatusMovedPermanently, StatusMultiStatus, StatusMultipleChoices untyped int
const StatusNetworkAuthenticationRequired, StatusNoContent, StatusNonAuthoritativeInfo, StatusNotAcceptable, StatusNotExtended untyped int
const StatusNotFound, StatusNotImplemented, StatusNotModified, StatusOK, StatusPartialContent, StatusPaymentRequired untyped int
const StatusPermanentRedirect, StatusPreconditionFailed, StatusPreconditionRequired, StatusProcessing, StatusProxyAuthRequired untyped int
const StatusRequestEntityTooLarge, StatusRequestHeaderFieldsTooLarge, StatusRequestTimeout, StatusRequestURITooLong untyped int
const StatusRequestedRangeNotSatisfiable, StatusResetContent, StatusSeeOther, StatusServiceUnavailable, StatusSwitchingProtocols untyped int
const StatusTeapot, StatusTemporaryRedirect, StatusTooEarly, StatusTooManyRequests, StatusUnauthorized untyped int
const StatusUnavailableForLegalReasons, StatusUnprocessableEntity, StatusUnsupportedMediaType, StatusUpgradeRequired untyped int
const StatusUseProxy, StatusVariantAlsoNegotiates untyped int
const MethodConnect, MethodDelete, MethodGet, MethodHead, MethodOptions, MethodPatch, MethodPost, MethodPut, MethodTrace untyped string
const TimeFormat, TrailerPrefix untyped string
var DefaultClient *Client
var ErrHeaderTooLong, ErrMissingBoundary, ErrMissingContentLength, ErrNotMultipart, ErrNotSupported, ErrShortBody *ProtocolError
var ErrUnexpectedTrailer *ProtocolError
var DefaultServeMux *ServeMux
var LocalAddrContextKey, ServerContextKey *contextKey
var DefaultTransport RoundTripper
var ErrAbortHandler, ErrBodyNotAllowed, ErrBodyReadAfterClose, ErrContentLength, ErrHandlerTimeout, ErrHijacked, ErrLineTooLong error
var ErrMissingFile, ErrNoCookie, ErrNoLocation, ErrSchemeMismatch, ErrServerClosed, ErrSkipAltProtocol, ErrUseLastResponse error
var ErrWriteAfterFlush error
var NoBody noBody

package httptest net/http/httptest
import bytes context crypto/tls crypto/x509 io net net/http testing
func NewRecorder() *ResponseRecorder
func NewRequest(string, string, io.Reader) *http.Request
func NewRequestWithContext(context.Context, string, string, io.Reader) *http.Request
func NewServer(http.Handler) *Server
func NewTLSServer(http.Handler) *Server
func NewTestServer(testing.TB, http.Handler) *Server
func NewUnstartedServer(http.Handler) *Server
type ResponseRecorder struct{Code int; HeaderMap http.Header; Body *bytes.Buffer; Flushed bool}
func (*ResponseRecorder) Flush()
func (*ResponseRecorder) Header() http.Header
func (*ResponseRecorder) Result() *http.Response
func (*ResponseRecorder) Write([]byte) (int, error)
func (*ResponseRecorder) WriteHeader(int)
func (*ResponseRecorder) WriteString(string) (int, error)
type Server struct{URL string; Listener net.Listener; EnableHTTP2 bool; TLS *tls.Config; Config *http.Server}
func (*Server) Certificate() *x509.Certificate
func (*Server) Client() *http.Client
func (*Server) Close()
func (*Server) CloseClientConnections()
func (*Server) Start()
func (*Server) StartTLS()
const DefaultRemoteAddr untyped string

package httptrace net/http/httptrace
import context crypto/tls net net/textproto time
type ClientTrace struct{GetConn func(string); GotConn func(GotConnInfo); PutIdleConn func(error); GotFirstResponseByte func(); Got100Continue func(); Got1xxResponse func(int, textproto.MIMEHeader) error; DNSStart func(DNSStartInfo); DNSDone func(DNSDoneInfo); ConnectStart func(string, string); ConnectDone func(string, string, error); TLSHandshakeStart func(); TLSHandshakeDone func(tls.ConnectionState, error); WroteHeaderField func(string, []string); WroteHeaders func(); Wait100Continue func(); WroteRequest func(WroteRequestInfo)}
func ContextClientTrace(context.Context) *ClientTrace
type DNSDoneInfo struct{Addrs []net.IPAddr; Err error; Coalesced bool}
type DNSStartInfo struct{Host string}
type GotConnInfo struct{Conn net.Conn; Reused bool; WasIdle bool; IdleTime time.Duration}
func WithClientTrace(context.Context, *ClientTrace) context.Context
type WroteRequestInfo struct{Err error}

package httputil net/http/httputil
import bufio io log net net/http net/url time
type BufferPool interface{Get() []byte; Put([]byte)}
type ClientConn struct{}
func (*ClientConn) Close() error
func (*ClientConn) Do(*http.Request) (*http.Response, error)
func (*ClientConn) Hijack() (net.Conn, *bufio.Reader)
func (*ClientConn) Pending() int
func (*ClientConn) Read(*http.Request) (*http.Response, error)
func (*ClientConn) Write(*http.Request) error
func DumpRequest(*http.Request, bool) ([]byte, error)
func DumpRequestOut(*http.Request, bool) ([]byte, error)
func DumpResponse(*http.Response, bool) ([]byte, error)
func NewChunkedReader(io.Reader) io.Reader
func NewChunkedWriter(io.Writer) io.WriteCloser
func NewClientConn(net.Conn, *bufio.Reader) *ClientConn
func NewProxyClientConn(net.Conn, *bufio.Reader) *ClientConn
func NewServerConn(net.Conn, *bufio.Reader) *ServerConn
func NewSingleHostReverseProxy(*url.URL) *ReverseProxy
type ProxyRequest struct{In *http.Request; Out *http.Request}
func (*ProxyRequest) SetURL(*url.URL)
func (*ProxyRequest) SetXForwarded()
type ReverseProxy struct{Rewrite func(*ProxyRequest); Transport http.RoundTripper; FlushInterval time.Duration; ErrorLog *log.Logger; BufferPool BufferPool; ModifyResponse func(*http.Response) error; ErrorHandler func(http.ResponseWriter, *http.Request, error); Director func(*http.Request)}
func (*ReverseProxy) ServeHTTP(http.ResponseWriter, *http.Request)
type ServerConn struct{}
func (*ServerConn) Close() error
func (*ServerConn) Hijack() (net.Conn, *bufio.Reader)
func (*ServerConn) Pending() int
func (*ServerConn) Read() (*http.Request, error)
func (*ServerConn) Write(*http.Request, *http.Response) error
var ErrClosed, ErrPersistEOF, ErrPipeline *http.ProtocolError
var ErrLineTooLong error
"""
