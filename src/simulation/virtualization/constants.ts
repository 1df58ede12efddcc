/**
 * Every published figure that the container-vs-VM model uses, in one place. A figure that could not be backed is not here:
 * the memory and the start-up time of the applications are the reader's own (see `HostConfig`).
 */

/** A text in both languages: it travels with the figure it explains, so the two can't drift apart. */
export type Localized = Readonly<Record<'ko' | 'en', string>>;

export type FigureUnit = 'ms' | 'MiB' | 'MB' | 'bytes' | 'count';

export interface Figure {
  readonly value: number;
  readonly unit: FigureUnit;
  /** Smallest and largest published value for the same thing, where they differ. */
  readonly low?: number;
  readonly high?: number;
  readonly source: { readonly title: string; readonly url: string; readonly year: number; readonly note: Localized };
  /** A command that measures the same thing on the reader's own machine. */
  readonly measured?: string;
}

const firecrackerSpec = 'Firecracker: SPECIFICATION.md';
const firecrackerSpecUrl = 'https://github.com/firecracker-microvm/firecracker/blob/main/SPECIFICATION.md';
const imageSizes = 'docker-library/repo-info';
const imageSizesUrl = 'https://github.com/docker-library/repo-info/blob/master/repos';
const imageNote: Localized = {
  ko: '공식 이미지 관리자가 기록하는 디스크 크기(linux/amd64, 압축을 푼 모든 레이어의 합)입니다.',
  en: 'On-disk size recorded by the maintainers of the official images (linux/amd64, all layers unpacked).',
};

export const FIGURES = {
  forkExec: {
    value: 1,
    unit: 'ms',
    source: {
      title: 'My VM is Lighter (and Safer) than your Container (SOSP ’17)',
      url: 'https://doi.org/10.1145/3132747.3132763',
      year: 2017,
      note: { ko: '초록의 값: 리눅스에서 fork/exec에 약 1 ms가 걸립니다.', en: 'From the abstract: fork/exec on Linux takes about 1 ms.' },
    },
    measured: 'perf stat -r 100 /bin/true',
  },
  ociRuntime: {
    value: 33.4,
    unit: 'ms',
    low: 16.9,
    high: 250,
    source: {
      title: 'crun: README, “Performance”',
      url: 'https://github.com/containers/crun#performance',
      year: 2025,
      note: {
        ko: '/bin/true 컨테이너 100개를 차례로 실행한 시간: runc 3.34초, crun 1.69초(하한). /bin/true의 실행과 정리까지 들어 있습니다. 상한은 containerd로 create와 start를 했을 때 약 250 ms라는 개발자의 말입니다(moby#21737, 2018).',
        en: '100 containers of /bin/true one after another: runc 3.34 s, crun 1.69 s (low). Running /bin/true and cleaning up are included. High: about 250 ms for create and start through containerd, as a maintainer put it (moby#21737, 2018).',
      },
    },
    measured: "hyperfine 'runc run --bundle bundle t1'",
  },
  microvmVmm: {
    value: 12,
    unit: 'ms',
    low: 6,
    high: 60,
    source: {
      title: firecrackerSpec,
      url: firecrackerSpecUrl,
      year: 2025,
      note: { ko: 'Firecracker 프로세스가 API 소켓을 열 때까지: 보통 12 ms, 6~60 ms.', en: 'Until the Firecracker process opens its API socket: typically 12 ms, 6–60 ms.' },
    },
  },
  microvmKernel: {
    value: 125,
    unit: 'ms',
    low: 77,
    high: 800,
    source: {
      title: firecrackerSpec,
      url: firecrackerSpecUrl,
      year: 2025,
      note: {
        ko: 'InstanceStart 호출부터 게스트의 /sbin/init 시작까지 125 ms 이하라는 보장값입니다(최소 커널과 루트 파일 시스템, 시리얼 콘솔 없음). 하한은 QEMU에서 잰 커널 구간(Garzarella, 2019), 상한은 손대지 않은 데모 커널에서 보고된 값(firecracker-demo#44, 2022)입니다.',
        en: 'A guarantee: at most 125 ms from the InstanceStart call to the guest’s /sbin/init (minimal kernel and root file system, no serial console). Low: the kernel’s own part measured under QEMU (Garzarella, 2019). High: reported with an untuned demo kernel (firecracker-demo#44, 2022).',
      },
    },
  },
  vmVmm: {
    value: 36,
    unit: 'ms',
    low: 30,
    high: 52,
    source: {
      title: 'QEMU 4.0 boots uncompressed Linux x86_64 kernel (S. Garzarella)',
      url: 'https://stefano-garzarella.github.io/posts/2019-08-23-qemu-linux-kernel-pvh/',
      year: 2019,
      note: {
        ko: 'QEMU가 시작해서 vCPU를 처음 돌릴 때까지(qemu_init_end). q35 머신에서 36.1 ms, 범위의 하한은 xen-devel 2018-12의 측정값입니다.',
        en: 'From QEMU’s start to its first vCPU run (qemu_init_end): 36.1 ms on a q35 machine; the low end was measured on xen-devel, 2018-12.',
      },
    },
  },
  vmFirmware: {
    value: 863,
    unit: 'ms',
    low: 79,
    high: 6934,
    source: {
      title: 'xen-devel: [RFC 0/3] QEMU changes to do PVH boot',
      url: 'https://lists.xenproject.org/archives/html/xen-devel/2018-12/msg00503.html',
      year: 2018,
      note: {
        ko: 'SeaBIOS가 커널에 넘겨줄 때까지 863 ms. 하한 79 ms는 같은 구간을 -kernel로 바로 부팅한 값(Garzarella, 2019), 상한은 OVMF(UEFI)에서 systemd-analyze가 보여 준 6.934초(mkosi#550, 2020)입니다.',
        en: 'SeaBIOS until it hands over to the kernel: 863 ms. Low: 79 ms for the same stretch booted with -kernel (Garzarella, 2019). High: 6.934 s shown by systemd-analyze under OVMF, a UEFI firmware (mkosi#550, 2020).',
      },
    },
    measured: 'systemd-analyze',
  },
  vmLoader: {
    value: 132,
    unit: 'ms',
    low: 125,
    high: 5000,
    source: {
      title: 'systemd#22060 (Fedora Rawhide VM, systemd-boot)',
      url: 'https://github.com/systemd/systemd/issues/22060',
      year: 2022,
      note: {
        ko: 'VM에서 systemd-analyze가 보여 준 loader 구간 132 ms(두 번째 부팅은 125 ms). 상한 5초는 GRUB의 기본 메뉴 대기 시간(GRUB_TIMEOUT=5)입니다.',
        en: 'The loader’s part shown by systemd-analyze in a VM: 132 ms (125 ms on another boot). High: GRUB waits 5 s at its menu by default (GRUB_TIMEOUT=5).',
      },
    },
    measured: 'systemd-analyze',
  },
  vmKernel: {
    value: 655,
    unit: 'ms',
    low: 77,
    high: 990,
    source: {
      title: 'systemd/mkosi#550: Speed up QEMU boot',
      url: 'https://github.com/systemd/mkosi/issues/550',
      year: 2020,
      note: {
        ko: 'QEMU 게스트의 systemd-analyze: 655 ms(kernel). 하한은 최소 커널(Garzarella, 2019), 상한은 Fedora VM(systemd#22060)입니다.',
        en: 'systemd-analyze in a QEMU guest: 655 ms (kernel). Low: a minimal kernel (Garzarella, 2019). High: a Fedora VM (systemd#22060).',
      },
    },
    measured: 'systemd-analyze',
  },
  vmInitrd: {
    value: 1662,
    unit: 'ms',
    low: 1490,
    high: 1663,
    source: {
      title: 'systemd/mkosi#550: Speed up QEMU boot',
      url: 'https://github.com/systemd/mkosi/issues/550',
      year: 2020,
      note: {
        ko: '같은 출력의 1.662초(initrd). 범위는 Fedora VM의 두 번의 부팅(systemd#22060)입니다.',
        en: 'The same output: 1.662 s (initrd). The range is two boots of a Fedora VM (systemd#22060).',
      },
    },
    measured: 'systemd-analyze',
  },
  vmUserspace: {
    value: 1686,
    unit: 'ms',
    low: 1686,
    high: 6042,
    source: {
      title: 'systemd/mkosi#550: Speed up QEMU boot',
      url: 'https://github.com/systemd/mkosi/issues/550',
      year: 2020,
      note: {
        ko: '같은 출력의 1.686초(userspace): systemd가 기본 target에 이를 때까지. 상한은 Fedora VM의 6.042초(systemd#22060)입니다.',
        en: 'The same output: 1.686 s (userspace), until systemd reaches its default target. High: 6.042 s in a Fedora VM (systemd#22060).',
      },
    },
    measured: 'systemd-analyze',
  },
  structPage: {
    value: 64,
    unit: 'bytes',
    source: {
      title: 'Linux: A vmemmap diet for HugeTLB and Device DAX',
      url: 'https://docs.kernel.org/mm/vmemmap_dedup.html',
      year: 2025,
      note: {
        ko: '커널은 4 KiB 페이지 하나마다 struct page(x86-64에서 64바이트)를 하나씩 둡니다. 그래서 커널은 부팅하자마자 자기 메모리의 1/64(1.56%)를 씁니다.',
        en: 'A kernel keeps one struct page (64 bytes on x86-64) for each 4 KiB page, so it spends 1/64 (1.56 %) of its memory as soon as it boots.',
      },
    },
    measured: 'grep nr_memmap /proc/vmstat',
  },
  osIdle: {
    value: 88,
    unit: 'MiB',
    low: 38,
    high: 256,
    source: {
      title: 'Minimising Debian 13 on a KVM VPS (TierHive)',
      url: 'https://tierhive.com/blog/tierhive-howto/debian-13-minimal-guide-reduce-ram-to-38mb-and-disk-to-275mb',
      year: 2026,
      note: {
        ko: '갓 설치한 Debian 13 VM에서 free -m의 used가 88. 하한은 같은 글에서 줄일 수 있는 만큼 줄인 38 MB, 상한은 Debian 설치 안내서가 데스크톱 없는 시스템에 권한 최소 RAM(11 “bullseye”)입니다.',
        en: '“used” of free -m in a freshly deployed Debian 13 VM: 88. Low: 38 MB after stripping it down in the same article. High: the minimum RAM that Debian’s installation guide advised without a desktop (11 “bullseye”).',
      },
    },
    measured: 'free -m',
  },
  shim: {
    value: 10,
    unit: 'MiB',
    low: 5,
    high: 11,
    source: {
      title: 'containerd#7878 (containerd-shim-runc-v2, RSS)',
      url: 'https://github.com/containerd/containerd/issues/7878',
      year: 2022,
      note: {
        ko: '컨테이너를 지키는 containerd-shim-runc-v2 세 개의 RSS가 10.0, 10.1, 11.3 MB. 하한은 2017년의 5.2 MB(containerd#1767)입니다. RSS는 공유 페이지를 두 번 세므로 실제보다 큽니다. 쿠버네티스에서는 컨테이너마다가 아니라 파드마다 하나입니다.',
        en: 'RSS of three containerd-shim-runc-v2, the process that watches over a container: 10.0, 10.1 and 11.3 MB. Low: 5.2 MB in 2017 (containerd#1767). RSS counts shared pages twice, so this is too much rather than too little. Under Kubernetes there is one for a Pod, not for a container.',
      },
    },
    measured: 'ps -C containerd-shim-runc-v2 -o rss=',
  },
  microvmOverhead: {
    value: 120,
    unit: 'MiB',
    low: 5,
    high: 160,
    source: {
      title: 'Kubernetes: Pod Overhead',
      url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-overhead/',
      year: 2026,
      note: {
        ko: 'Kata Containers와 Firecracker의 RuntimeClass 예시: 가상 머신과 게스트 OS에 파드마다 약 120 MiB. 하한은 게스트를 뺀 Firecracker 자체의 상한 5 MiB(SPECIFICATION.md), 상한은 QEMU를 쓰는 kata-deploy의 160 MiB(2020)입니다.',
        en: 'The RuntimeClass example for Kata Containers with Firecracker: about 120 MiB a Pod for the virtual machine and the guest OS. Low: Firecracker’s own bound without the guest, 5 MiB (SPECIFICATION.md). High: 160 MiB in kata-deploy with QEMU (2020).',
      },
    },
    measured: 'kubectl get runtimeclass -o yaml',
  },
  vmmMemory: {
    value: 131,
    unit: 'MiB',
    low: 13,
    high: 131,
    source: {
      title: 'Firecracker: Lightweight Virtualization for Serverless Applications (NSDI ’20)',
      url: 'https://www.usenix.org/conference/nsdi20/presentation/agache',
      year: 2020,
      note: {
        ko: '게스트 메모리를 뺀 VMM 프로세스의 몫: QEMU 약 131 MB, Cloud Hypervisor 약 13 MB, Firecracker 약 3 MB. 일반 VM에는 QEMU의 값을 씁니다. 논문의 MB를 MiB로 놓았습니다.',
        en: 'The VMM process without the guest’s memory: QEMU about 131 MB, Cloud Hypervisor about 13 MB, Firecracker about 3 MB. A full VM here takes QEMU’s. The paper’s MB are taken as MiB.',
      },
    },
    measured: 'pmap -x $(pgrep qemu-system) | tail -1',
  },
  guestDisk: {
    value: 832,
    unit: 'MB',
    low: 275,
    high: 2147,
    source: {
      title: 'Minimising Debian 13 on a KVM VPS (TierHive)',
      url: 'https://tierhive.com/blog/tierhive-howto/debian-13-minimal-guide-reduce-ram-to-38mb-and-disk-to-275mb',
      year: 2026,
      note: {
        ko: '갓 설치한 Debian 13 VM의 루트 파일 시스템이 쓰는 832M. 하한은 줄인 뒤의 275 MB, 상한은 Debian 설치 안내서(11)가 권한 2 GiB입니다. df의 M을 MB로 놓았습니다.',
        en: 'A freshly deployed Debian 13 VM uses 832M of its root file system. Low: 275 MB after stripping. High: 2 GiB, advised by Debian’s installation guide (11). df’s M is taken as MB.',
      },
    },
    measured: 'df -h /',
  },
  guestKernelFile: {
    value: 96,
    unit: 'MB',
    source: {
      title: 'grml-debootstrap: Install only linux-image-cloud-amd64 in VMs',
      url: 'https://github.com/grml/grml-debootstrap/commit/43406e8955d683da38ac2cccb797a2213cc92e1c',
      year: 2022,
      note: {
        ko: 'Debian의 클라우드 커널 패키지가 차지하는 약 96 MB. 모듈까지 든 값이라 microVM의 커널 파일로는 상한입니다. 읽기 전용이라 모든 microVM이 한 파일을 함께 씁니다.',
        en: 'Debian’s cloud kernel package takes about 96 MB. It includes modules, so for a microVM’s kernel file it is an upper bound. All microVMs read one file.',
      },
    },
  },
  baseDebian: { value: 78.64, unit: 'MB', source: { title: `${imageSizes}: debian:13-slim`, url: `${imageSizesUrl}/debian/local/13-slim.md`, year: 2026, note: imageNote }, measured: 'docker image ls' },
  baseOracle: { value: 114.13, unit: 'MB', source: { title: `${imageSizes}: oraclelinux:9-slim`, url: `${imageSizesUrl}/oraclelinux/local/9-slim.md`, year: 2026, note: imageNote }, measured: 'docker image ls' },
  baseUbuntu: { value: 78.18, unit: 'MB', source: { title: `${imageSizes}: ubuntu:24.04`, url: `${imageSizesUrl}/ubuntu/local/noble.md`, year: 2026, note: imageNote }, measured: 'docker image ls' },
  imageNginx: { value: 161.49, unit: 'MB', source: { title: `${imageSizes}: nginx:1.30.5`, url: `${imageSizesUrl}/nginx/local/1.30-trixie.md`, year: 2026, note: imageNote }, measured: 'docker image ls' },
  imagePython: { value: 118.06, unit: 'MB', source: { title: `${imageSizes}: python:3.13.15-slim-trixie`, url: `${imageSizesUrl}/python/local/3.13-slim-trixie.md`, year: 2026, note: imageNote }, measured: 'docker image ls' },
  imageMysql: { value: 813.01, unit: 'MB', source: { title: `${imageSizes}: mysql:8.4.11`, url: `${imageSizesUrl}/mysql/local/8.4.md`, year: 2026, note: imageNote }, measured: 'docker image ls' },
  imageJava: { value: 287.54, unit: 'MB', source: { title: `${imageSizes}: eclipse-temurin:21.0.12_8-jre-noble`, url: `${imageSizesUrl}/eclipse-temurin/local/21-jre-noble.md`, year: 2026, note: imageNote }, measured: 'docker image ls' },
  maxPods: {
    value: 110,
    unit: 'count',
    source: {
      title: 'Kubernetes: KubeletConfiguration (v1beta1), maxPods',
      url: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
      year: 2026,
      note: {
        ko: 'kubelet의 기본값 110입니다. 커널의 한계가 아니며 설정으로 바꿀 수 있습니다.',
        en: 'The kubelet’s default, 110. It is no limit of the kernel and can be set otherwise.',
      },
    },
    measured: "kubectl get node -o jsonpath='{.items[*].status.capacity.pods}'",
  },
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureId = keyof typeof FIGURES;

/** One figure with its id, for a page that lists everything the model rests on. */
export interface SourcedFigure extends Figure {
  readonly id: FigureId;
}

/** Every published figure of the model, in the order of the data file. */
export const virtualizationSources: readonly SourcedFigure[] = (Object.keys(FIGURES) as FigureId[]).map((id) => ({ id, ...figure(id) }));

/** The figure as plain data (the table itself keeps literal types). */
export function figure(id: FigureId): Figure {
  return FIGURES[id];
}
