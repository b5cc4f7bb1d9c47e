"""The standard library from syscall to syscall."""

ROWS = """
package syscall syscall
import sync unsafe
func Accept(int) (int, Sockaddr, error)
func Accept4(int, int) (int, Sockaddr, error)
func Access(string, uint32) error
func Acct(string) error
func Adjtimex(*Timex) (int, error)
func AllThreadsSyscall(uintptr, uintptr, uintptr, uintptr) (uintptr, uintptr, Errno)
func AllThreadsSyscall6(uintptr, uintptr, uintptr, uintptr, uintptr, uintptr, uintptr) (uintptr, uintptr, Errno)
func AttachLsf(int, []SockFilter) error
func Bind(int, Sockaddr) error
func BindToDevice(int, string) error
func BytePtrFromString(string) (*byte, error)
func ByteSliceFromString(string) ([]byte, error)
func Chdir(string) error
func Chmod(string, uint32) error
func Chown(string, int, int) error
func Chroot(string) error
func Clearenv()
func Close(int) error
func CloseOnExec(int)
func CmsgLen(int) int
func CmsgSpace(int) int
type Cmsghdr struct{Len uint64; Level int32; Type int32}
func (*Cmsghdr) SetLen(int)
type Conn interface{SyscallConn() (RawConn, error)}
func Connect(int, Sockaddr) error
func Creat(string, uint32) (int, error)
type Credential struct{Uid uint32; Gid uint32; Groups []uint32; NoSetGroups bool}
func DetachLsf(int) error
type Dirent struct{Ino uint64; Off int64; Reclen uint16; Type uint8; Name [256]int8; Pad_cgo_0 [5]byte}
func Dup(int) (int, error)
func Dup2(int, int) error
func Dup3(int, int, int) error
func Environ() []string
func EpollCreate(int) (int, error)
func EpollCreate1(int) (int, error)
func EpollCtl(int, int, int, *EpollEvent) error
type EpollEvent struct{Events uint32; Fd int32; Pad int32}
func EpollWait(int, []EpollEvent, int) (int, error)
type Errno uintptr
func (Errno) Error() string
func (Errno) Is(error) bool
func (Errno) Temporary() bool
func (Errno) Timeout() bool
func Exec(string, []string, []string) error
func Exit(int)
func Faccessat(int, string, uint32, int) error
func Fallocate(int, uint32, int64, int64) error
func Fchdir(int) error
func Fchmod(int, uint32) error
func Fchmodat(int, string, uint32, int) error
func Fchown(int, int, int) error
func Fchownat(int, string, int, int, int) error
func FcntlFlock(uintptr, int, *Flock_t) error
type FdSet struct{Bits [16]int64}
func Fdatasync(int) error
func Flock(int, int) error
type Flock_t struct{Type int16; Whence int16; Pad_cgo_0 [4]byte; Start int64; Len int64; Pid int32; Pad_cgo_1 [4]byte}
func ForkExec(string, []string, *ProcAttr) (int, error)
type Fsid struct{X__val [2]int32}
func Fstat(int, *Stat_t) error
func Fstatfs(int, *Statfs_t) error
func Fsync(int) error
func Ftruncate(int, int64) error
func Futimes(int, []Timeval) error
func Futimesat(int, string, []Timeval) error
func Getcwd([]byte) (int, error)
func Getdents(int, []byte) (int, error)
func Getegid() int
func Getenv(string) (string, bool)
func Geteuid() int
func Getgid() int
func Getgroups() ([]int, error)
func Getpagesize() int
func Getpeername(int) (Sockaddr, error)
func Getpgid(int) (int, error)
func Getpgrp() int
func Getpid() int
func Getppid() int
func Getpriority(int, int) (int, error)
func Getrlimit(int, *Rlimit) error
func Getrusage(int, *Rusage) error
func Getsockname(int) (Sockaddr, error)
func GetsockoptICMPv6Filter(int, int, int) (*ICMPv6Filter, error)
func GetsockoptIPMreq(int, int, int) (*IPMreq, error)
func GetsockoptIPMreqn(int, int, int) (*IPMreqn, error)
func GetsockoptIPv6MTUInfo(int, int, int) (*IPv6MTUInfo, error)
func GetsockoptIPv6Mreq(int, int, int) (*IPv6Mreq, error)
func GetsockoptInet4Addr(int, int, int) ([4]byte, error)
func GetsockoptInt(int, int, int) (int, error)
func GetsockoptUcred(int, int, int) (*Ucred, error)
func Gettid() int
func Gettimeofday(*Timeval) error
func Getuid() int
func Getwd() (string, error)
func Getxattr(string, string, []byte) (int, error)
type ICMPv6Filter struct{Data [8]uint32}
type IPMreq struct{Multiaddr [4]byte; Interface [4]byte}
type IPMreqn struct{Multiaddr [4]byte; Address [4]byte; Ifindex int32}
type IPv6MTUInfo struct{Addr RawSockaddrInet6; Mtu uint32}
type IPv6Mreq struct{Multiaddr [16]byte; Interface uint32}
type IfAddrmsg struct{Family uint8; Prefixlen uint8; Flags uint8; Scope uint8; Index uint32}
type IfInfomsg struct{Family uint8; X__ifi_pad uint8; Type uint16; Index int32; Flags uint32; Change uint32}
type Inet4Pktinfo struct{Ifindex int32; Spec_dst [4]byte; Addr [4]byte}
type Inet6Pktinfo struct{Addr [16]byte; Ifindex uint32}
func InotifyAddWatch(int, string, uint32) (int, error)
type InotifyEvent struct{Wd int32; Mask uint32; Cookie uint32; Len uint32; Name [0]uint8}
func InotifyInit() (int, error)
func InotifyInit1(int) (int, error)
func InotifyRmWatch(int, uint32) (int, error)
func Ioperm(int, int, int) error
func Iopl(int) error
type Iovec struct{Base *byte; Len uint64}
func (*Iovec) SetLen(int)
func Kill(int, Signal) error
func Klogctl(int, []byte) (int, error)
func Lchown(string, int, int) error
type Linger struct{Onoff int32; Linger int32}
func Link(string, string) error
func Listen(int, int) error
func Listxattr(string, []byte) (int, error)
func LsfJump(int, int, int, int) *SockFilter
func LsfSocket(int, int) (int, error)
func LsfStmt(int, int) *SockFilter
func Lstat(string, *Stat_t) error
func Madvise([]byte, int) error
func Mkdir(string, uint32) error
func Mkdirat(int, string, uint32) error
func Mkfifo(string, uint32) error
func Mknod(string, uint32, int) error
func Mknodat(int, string, uint32, int) error
func Mlock([]byte) error
func Mlockall(int) error
func Mmap(int, int64, int, int, int) ([]byte, error)
func Mount(string, string, string, uintptr, string) error
func Mprotect([]byte, int) error
type Msghdr struct{Name *byte; Namelen uint32; Pad_cgo_0 [4]byte; Iov *Iovec; Iovlen uint64; Control *byte; Controllen uint64; Flags int32; Pad_cgo_1 [4]byte}
func (*Msghdr) SetControllen(int)
func Munlock([]byte) error
func Munlockall() error
func Munmap([]byte) error
func Nanosleep(*Timespec, *Timespec) error
type NetlinkMessage struct{Header NlMsghdr; Data []byte}
func NetlinkRIB(int, int) ([]byte, error)
type NetlinkRouteAttr struct{Attr RtAttr; Value []byte}
type NetlinkRouteRequest struct{Header NlMsghdr; Data RtGenmsg}
type NlAttr struct{Len uint16; Type uint16}
type NlMsgerr struct{Error int32; Msg NlMsghdr}
type NlMsghdr struct{Len uint32; Type uint16; Flags uint16; Seq uint32; Pid uint32}
func NsecToTimespec(int64) Timespec
func NsecToTimeval(int64) Timeval
func Open(string, int, uint32) (int, error)
func Openat(int, string, int, uint32) (int, error)
func ParseDirent([]byte, int, []string) (int, int, []string)
func ParseNetlinkMessage([]byte) ([]NetlinkMessage, error)
func ParseNetlinkRouteAttr(*NetlinkMessage) ([]NetlinkRouteAttr, error)
func ParseSocketControlMessage([]byte) ([]SocketControlMessage, error)
func ParseUnixCredentials(*SocketControlMessage) (*Ucred, error)
func ParseUnixRights(*SocketControlMessage) ([]int, error)
func Pause() error
func Pipe([]int) error
func Pipe2([]int, int) error
func PivotRoot(string, string) error
func Pread(int, []byte, int64) (int, error)
type ProcAttr struct{Dir string; Env []string; Files []uintptr; Sys *SysProcAttr}
func PtraceAttach(int) error
func PtraceCont(int, int) error
func PtraceDetach(int) error
func PtraceGetEventMsg(int) (uint, error)
func PtraceGetRegs(int, *PtraceRegs) error
func PtracePeekData(int, uintptr, []byte) (int, error)
func PtracePeekText(int, uintptr, []byte) (int, error)
func PtracePokeData(int, uintptr, []byte) (int, error)
func PtracePokeText(int, uintptr, []byte) (int, error)
type PtraceRegs struct{R15 uint64; R14 uint64; R13 uint64; R12 uint64; Rbp uint64; Rbx uint64; R11 uint64; R10 uint64; R9 uint64; R8 uint64; Rax uint64; Rcx uint64; Rdx uint64; Rsi uint64; Rdi uint64; Orig_rax uint64; Rip uint64; Cs uint64; Eflags uint64; Rsp uint64; Ss uint64; Fs_base uint64; Gs_base uint64; Ds uint64; Es uint64; Fs uint64; Gs uint64}
func (*PtraceRegs) PC() uint64
func (*PtraceRegs) SetPC(uint64)
func PtraceSetOptions(int, int) error
func PtraceSetRegs(int, *PtraceRegs) error
func PtraceSingleStep(int) error
func PtraceSyscall(int, int) error
func Pwrite(int, []byte, int64) (int, error)
type RawConn interface{Control(func(uintptr)) error; Read(func(uintptr) bool) error; Write(func(uintptr) bool) error}
type RawSockaddr struct{Family uint16; Data [14]int8}
type RawSockaddrAny struct{Addr RawSockaddr; Pad [96]int8}
type RawSockaddrInet4 struct{Family uint16; Port uint16; Addr [4]byte; Zero [8]uint8}
type RawSockaddrInet6 struct{Family uint16; Port uint16; Flowinfo uint32; Addr [16]byte; Scope_id uint32}
type RawSockaddrLinklayer struct{Family uint16; Protocol uint16; Ifindex int32; Hatype uint16; Pkttype uint8; Halen uint8; Addr [8]uint8}
type RawSockaddrNetlink struct{Family uint16; Pad uint16; Pid uint32; Groups uint32}
type RawSockaddrUnix struct{Family uint16; Path [108]int8}
func RawSyscall(uintptr, uintptr, uintptr, uintptr) (uintptr, uintptr, Errno)
func RawSyscall6(uintptr, uintptr, uintptr, uintptr, uintptr, uintptr, uintptr) (uintptr, uintptr, Errno)
func Read(int, []byte) (int, error)
func ReadDirent(int, []byte) (int, error)
func Readlink(string, []byte) (int, error)
func Reboot(int) error
func Recvfrom(int, []byte, int) (int, Sockaddr, error)
func Recvmsg(int, []byte, []byte, int) (int, int, int, Sockaddr, error)
func Removexattr(string, string) error
func Rename(string, string) error
func Renameat(int, string, int, string) error
type Rlimit struct{Cur uint64; Max uint64}
func Rmdir(string) error
type RtAttr struct{Len uint16; Type uint16}
type RtGenmsg struct{Family uint8}
type RtMsg struct{Family uint8; Dst_len uint8; Src_len uint8; Tos uint8; Table uint8; Protocol uint8; Scope uint8; Type uint8; Flags uint32}
type RtNexthop struct{Len uint16; Flags uint8; Hops uint8; Ifindex int32}
type Rusage struct{Utime Timeval; Stime Timeval; Maxrss int64; Ixrss int64; Idrss int64; Isrss int64; Minflt int64; Majflt int64; Nswap int64; Inblock int64; Oublock int64; Msgsnd int64; Msgrcv int64; Nsignals int64; Nvcsw int64; Nivcsw int64}
func Seek(int, int64, int) (int64, error)
func Select(int, *FdSet, *FdSet, *FdSet, *Timeval) (int, error)
func Sendfile(int, int, *int64, int) (int, error)
func Sendmsg(int, []byte, []byte, Sockaddr, int) error
func SendmsgN(int, []byte, []byte, Sockaddr, int) (int, error)
func Sendto(int, []byte, int, Sockaddr) error
func SetLsfPromisc(string, bool) error
func SetNonblock(int, bool) error
func Setdomainname([]byte) error
func Setegid(int) error
func Setenv(string, string) error
func Seteuid(int) error
func Setfsgid(int) error
func Setfsuid(int) error
func Setgid(int) error
func Setgroups([]int) error
func Sethostname([]byte) error
func Setpgid(int, int) error
func Setpriority(int, int, int) error
func Setregid(int, int) error
func Setresgid(int, int, int) error
func Setresuid(int, int, int) error
func Setreuid(int, int) error
func Setrlimit(int, *Rlimit) error
func Setsid() (int, error)
func SetsockoptByte(int, int, int, byte) error
func SetsockoptICMPv6Filter(int, int, int, *ICMPv6Filter) error
func SetsockoptIPMreq(int, int, int, *IPMreq) error
func SetsockoptIPMreqn(int, int, int, *IPMreqn) error
func SetsockoptIPv6Mreq(int, int, int, *IPv6Mreq) error
func SetsockoptInet4Addr(int, int, int, [4]byte) error
func SetsockoptInt(int, int, int, int) error
func SetsockoptLinger(int, int, int, *Linger) error
func SetsockoptString(int, int, int, string) error
func SetsockoptTimeval(int, int, int, *Timeval) error
func Settimeofday(*Timeval) error
func Setuid(int) error
func Setxattr(string, string, []byte, int) error
func Shutdown(int, int) error
type Signal int
func (Signal) Signal()
func (Signal) String() string
func SlicePtrFromStrings([]string) ([]*byte, error)
type SockFilter struct{Code uint16; Jt uint8; Jf uint8; K uint32}
type SockFprog struct{Len uint16; Pad_cgo_0 [6]byte; Filter *SockFilter}
type Sockaddr interface{sockaddr() (unsafe.Pointer, _Socklen, error)}
type SockaddrInet4 struct{Port int; Addr [4]byte}
type SockaddrInet6 struct{Port int; ZoneId uint32; Addr [16]byte}
type SockaddrLinklayer struct{Protocol uint16; Ifindex int; Hatype uint16; Pkttype uint8; Halen uint8; Addr [8]byte}
type SockaddrNetlink struct{Family uint16; Pad uint16; Pid uint32; Groups uint32}
type SockaddrUnix struct{Name string}
func Socket(int, int, int) (int, error)
type SocketControlMessage struct{Header Cmsghdr; Data []byte}
func Socketpair(int, int, int) ([2]int, error)
func Splice(int, *int64, int, *int64, int, int) (int64, error)
func StartProcess(string, []string, *ProcAttr) (int, uintptr, error)
func Stat(string, *Stat_t) error
type Stat_t struct{Dev uint64; Ino uint64; Nlink uint64; Mode uint32; Uid uint32; Gid uint32; X__pad0 int32; Rdev uint64; Size int64; Blksize int64; Blocks int64; Atim Timespec; Mtim Timespec; Ctim Timespec; X__unused [3]int64}
func Statfs(string, *Statfs_t) error
type Statfs_t struct{Type int64; Bsize int64; Blocks uint64; Bfree uint64; Bavail uint64; Files uint64; Ffree uint64; Fsid Fsid; Namelen int64; Frsize int64; Flags int64; Spare [4]int64}
func StringBytePtr(string) *byte
func StringByteSlice(string) []byte
func StringSlicePtr([]string) []*byte
func Symlink(string, string) error
func Sync()
func SyncFileRange(int, int64, int64, int) error
type SysProcAttr struct{Chroot string; Credential *Credential; Ptrace bool; Setsid bool; Setpgid bool; Setctty bool; Noctty bool; Ctty int; Foreground bool; Pgid int; Pdeathsig Signal; Cloneflags uintptr; Unshareflags uintptr; UidMappings []SysProcIDMap; GidMappings []SysProcIDMap; GidMappingsEnableSetgroups bool; AmbientCaps []uintptr; UseCgroupFD bool; CgroupFD int; PidFD *int}
type SysProcIDMap struct{ContainerID int; HostID int; Size int}
func Syscall(uintptr, uintptr, uintptr, uintptr) (uintptr, uintptr, Errno)
func Syscall6(uintptr, uintptr, uintptr, uintptr, uintptr, uintptr, uintptr) (uintptr, uintptr, Errno)
func Sysinfo(*Sysinfo_t) error
type Sysinfo_t struct{Uptime int64; Loads [3]uint64; Totalram uint64; Freeram uint64; Sharedram uint64; Bufferram uint64; Totalswap uint64; Freeswap uint64; Procs uint16; Pad uint16; Pad_cgo_0 [4]byte; Totalhigh uint64; Freehigh uint64; Unit uint32; X_f [0]byte; Pad_cgo_1 [4]byte}
type TCPInfo struct{State uint8; Ca_state uint8; Retransmits uint8; Probes uint8; Backoff uint8; Options uint8; Pad_cgo_0 [2]byte; Rto uint32; Ato uint32; Snd_mss uint32; Rcv_mss uint32; Unacked uint32; Sacked uint32; Lost uint32; Retrans uint32; Fackets uint32; Last_data_sent uint32; Last_ack_sent uint32; Last_data_recv uint32; Last_ack_recv uint32; Pmtu uint32; Rcv_ssthresh uint32; Rtt uint32; Rttvar uint32; Snd_ssthresh uint32; Snd_cwnd uint32; Advmss uint32; Reordering uint32; Rcv_rtt uint32; Rcv_space uint32; Total_retrans uint32}
func Tee(int, int, int, int) (int64, error)
type Termios struct{Iflag uint32; Oflag uint32; Cflag uint32; Lflag uint32; Line uint8; Cc [32]uint8; Pad_cgo_0 [3]byte; Ispeed uint32; Ospeed uint32}
func Tgkill(int, int, Signal) error
func Time(*Time_t) (Time_t, error)
type Time_t int64
func Times(*Tms) (uintptr, error)
type Timespec struct{Sec int64; Nsec int64}
func (*Timespec) Nano() int64
func (*Timespec) Unix() (int64, int64)
func TimespecToNsec(Timespec) int64
type Timeval struct{Sec int64; Usec int64}
func (*Timeval) Nano() int64
func (*Timeval) Unix() (int64, int64)
func TimevalToNsec(Timeval) int64
type Timex struct{Modes uint32; Pad_cgo_0 [4]byte; Offset int64; Freq int64; Maxerror int64; Esterror int64; Status int32; Pad_cgo_1 [4]byte; Constant int64; Precision int64; Tolerance int64; Time Timeval; Tick int64; Ppsfreq int64; Jitter int64; Shift int32; Pad_cgo_2 [4]byte; Stabil int64; Jitcnt int64; Calcnt int64; Errcnt int64; Stbcnt int64; Tai int32; Pad_cgo_3 [44]byte}
type Tms struct{Utime int64; Stime int64; Cutime int64; Cstime int64}
func Truncate(string, int64) error
type Ucred struct{Pid int32; Uid uint32; Gid uint32}
func Umask(int) int
func Uname(*Utsname) error
func UnixCredentials(*Ucred) []byte
func UnixRights(...int) []byte
func Unlink(string) error
func Unlinkat(int, string) error
func Unmount(string, int) error
func Unsetenv(string) error
func Unshare(int) error
func Ustat(int, *Ustat_t) error
type Ustat_t struct{Tfree int32; Pad_cgo_0 [4]byte; Tinode uint64; Fname [6]int8; Fpack [6]int8; Pad_cgo_1 [4]byte}
type Utimbuf struct{Actime int64; Modtime int64}
func Utime(string, *Utimbuf) error
func Utimes(string, []Timeval) error
func UtimesNano(string, []Timespec) error
type Utsname struct{Sysname [65]int8; Nodename [65]int8; Release [65]int8; Version [65]int8; Machine [65]int8; Domainname [65]int8}
func Wait4(int, *WaitStatus, int, *Rusage) (int, error)
type WaitStatus uint32
func (WaitStatus) Continued() bool
func (WaitStatus) CoreDump() bool
func (WaitStatus) ExitStatus() int
func (WaitStatus) Exited() bool
func (WaitStatus) Signal() Signal
func (WaitStatus) Signaled() bool
func (WaitStatus) StopSignal() Signal
func (WaitStatus) Stopped() bool
func (WaitStatus) TrapCause() int
func Write(int, []byte) (int, error)
type _Socklen uint32
const E2BIG, EACCES, EADDRINUSE, EADDRNOTAVAIL, EADV, EAFNOSUPPORT, EAGAIN, EALREADY, EBADE, EBADF, EBADFD, EBADMSG, EBADR Errno
const EBADRQC, EBADSLT, EBFONT, EBUSY, ECANCELED, ECHILD, ECHRNG, ECOMM, ECONNABORTED, ECONNREFUSED, ECONNRESET, EDEADLK Errno
const EDEADLOCK, EDESTADDRREQ, EDOM, EDOTDOT, EDQUOT, EEXIST, EFAULT, EFBIG, EHOSTDOWN, EHOSTUNREACH, EIDRM, EILSEQ, EINPROGRESS Errno
const EINTR, EINVAL, EIO, EISCONN, EISDIR, EISNAM, EKEYEXPIRED, EKEYREJECTED, EKEYREVOKED, EL2HLT, EL2NSYNC, EL3HLT, EL3RST Errno
const ELIBACC, ELIBBAD, ELIBEXEC, ELIBMAX, ELIBSCN, ELNRNG, ELOOP, EMEDIUMTYPE, EMFILE, EMLINK, EMSGSIZE, EMULTIHOP, ENAMETOOLONG Errno
const ENAVAIL, ENETDOWN, ENETRESET, ENETUNREACH, ENFILE, ENOANO, ENOBUFS, ENOCSI, ENODATA, ENODEV, ENOENT, ENOEXEC, ENOKEY, ENOLCK Errno
const ENOLINK, ENOMEDIUM, ENOMEM, ENOMSG, ENONET, ENOPKG, ENOPROTOOPT, ENOSPC, ENOSR, ENOSTR, ENOSYS, ENOTBLK, ENOTCONN, ENOTDIR Errno
const ENOTEMPTY, ENOTNAM, ENOTRECOVERABLE, ENOTSOCK, ENOTSUP, ENOTTY, ENOTUNIQ, ENXIO, EOPNOTSUPP, EOVERFLOW, EOWNERDEAD, EPERM Errno
const EPFNOSUPPORT, EPIPE, EPROTO, EPROTONOSUPPORT, EPROTOTYPE, ERANGE, EREMCHG, EREMOTE, EREMOTEIO, ERESTART, ERFKILL, EROFS Errno
const ESHUTDOWN, ESOCKTNOSUPPORT, ESPIPE, ESRCH, ESRMNT, ESTALE, ESTRPIPE, ETIME, ETIMEDOUT, ETOOMANYREFS, ETXTBSY, EUCLEAN Errno
const EUNATCH, EUSERS, EWOULDBLOCK, EXDEV, EXFULL Errno
const SIGABRT, SIGALRM, SIGBUS, SIGCHLD, SIGCLD, SIGCONT, SIGFPE, SIGHUP, SIGILL, SIGINT, SIGIO, SIGIOT, SIGKILL, SIGPIPE, SIGPOLL Signal
const SIGPROF, SIGPWR, SIGQUIT, SIGSEGV, SIGSTKFLT, SIGSTOP, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGTTIN, SIGTTOU, SIGUNUSED Signal
const SIGURG, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ Signal
var SocketDisableIPv6 bool
var Stderr, Stdin, Stdout int
var ForkLock sync.RWMutex
"""
