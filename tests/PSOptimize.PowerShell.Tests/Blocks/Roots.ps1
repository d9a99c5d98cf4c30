# Script blocks in the manner of public scripts that solve an equation within their value, and others that only look so. Each is an
# objective of the point that stands before it. The data are made up.
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The blocks capture them.')]
param()

$flows = 'year,amount', '0,-1000', '1,320', '2,340', '3,400', '4,290' | ConvertFrom-Csv
$knots = 0.0, 0.5, 1.1, 1.9, 2.4, 3.3, 4.1, 5.0
$quotes = @(
    @{ K = 90; T = 0.5; P = 13.2 }
    @{ K = 100; T = 0.5; P = 7.1 }
    @{ K = 110; T = 0.5; P = 3.4 }
    @{ K = 100; T = 1.0; P = 10.4 }
)

@{
    Solved = [ordered]@{
        'square root, a bracket that shrinks'        = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = 10.0
            while ($hi - $lo -gt 1e-12) {
                $mid = ($lo + $hi) / 2
                if ($mid * $mid -gt $a) { $hi = $mid } else { $lo = $mid }
            }
            ($lo + $hi) / 2
        }
        'square root, sixty halvings'                = @(1.7), {
            param([double] $a)
            $lo, $hi = 0.0, 10.0
            for ($i = 0; $i -lt 60; $i++) {
                $mid = 0.5 * ($lo + $hi)
                if ($mid * $mid -lt $a) { $lo = $mid } else { $hi = $mid }
            }
            $lo * $lo * $lo
        }
        'cube, product of signs, ends early'         = @(-1.3, 0.4), {
            param([double] $p, [double] $q)
            function f($x) { $x * $x * $x + $p * $x * $x + $x - $q }
            $a = -10.0
            $b = 10.0
            $fa = f $a
            for ($i = 0; $i -lt 200; $i++) {
                $c = ($a + $b) / 2
                $fc = f $c
                if ([Math]::Abs($fc) -lt 1e-11 -or ($b - $a) / 2 -lt 1e-12) { break }
                if ($fa * $fc -lt 0) { $b = $c } else { $a = $c; $fa = $fc }
            }
            $c * $c + $p * $c
        }
        'both ends evaluated'                        = @(2.3), {
            param([double] $y)
            $f = { param($x) [Math]::Exp($x) + $x - $y }
            $lo = -5.0
            $hi = 5.0
            do {
                $mid = $lo + ($hi - $lo) / 2
                if ((& $f $lo) * (& $f $mid) -le 0) { $hi = $mid } else { $lo = $mid }
            } until ($hi - $lo -lt 1e-11)
            $mid
        }
        'signs compared'                             = @(0.7), {
            param([double] $y)
            $lo = 0.0
            $hi = 2.0
            $s = [Math]::Sign([Math]::Cos($lo) - $y)
            while (($hi - $lo) -gt 1e-13) {
                $mid = ($lo + $hi) / 2
                if ([Math]::Sign([Math]::Cos($mid) - $y) -eq $s) { $lo = $mid } else { $hi = $mid }
            }
            10 * $lo
        }
        'Kepler'                                     = @(0.3, 1.2), {
            param([double] $e, [double] $m)
            $lo = $m - $e
            $hi = $m + $e
            while ($hi - $lo -gt 1e-14 * [Math]::Abs($m)) {
                $mid = ($lo + $hi) / 2
                if ($mid -eq $lo -or $mid -eq $hi) { break }
                if ($mid - $e * [Math]::Sin($mid) -gt $m) { $hi = $mid } else { $lo = $mid }
            }
            $x = [Math]::Cos($lo) - $e
            $y = [Math]::Sqrt(1 - $e * $e) * [Math]::Sin($lo)
            $x * $x + 2 * $y
        }
        'internal rate of return over rows'          = @(0.9, 1.1), {
            param([double] $scale, [double] $late)
            $lo = -0.9
            $hi = 5.0
            while ($hi - $lo -gt 1e-12) {
                $rate = ($lo + $hi) / 2
                $npv = 0.0
                foreach ($f in $flows) {
                    $amount = [double] $f.amount
                    if ([double] $f.year -gt 0) { $amount *= $scale }
                    if ([double] $f.year -gt 2) { $amount *= $late }
                    $npv += $amount / [Math]::Pow(1 + $rate, [double] $f.year)
                }
                if ($npv -gt 0) { $lo = $rate } else { $hi = $rate }
            }
            100 * ($lo + $hi) / 2
        }
        'pH of a weak acid'                          = @(4.76, 0.1), {
            param([double] $pKa, [double] $c)
            $ka = [Math]::Pow(10, -$pKa)
            $low = 0.0
            $high = 14.0
            foreach ($i in 1..80) {
                $pH = ($low + $high) / 2
                $h = [Math]::Pow(10, -$pH)
                $charge = $h - 1e-14 / $h - $c * $ka / ($ka + $h)
                if ($charge -gt 0) { $low = $pH } else { $high = $pH }
            }
            $low
        }
        'hydrogen ions, not their logarithm'         = @(1.8, 0.1), {
            param([double] $ka, [double] $c)
            $k = $ka * 1e-5
            $low = 1e-14
            $high = 1.0
            for ($i = 0; $i -lt 100; $i++) {
                $h = ($low + $high) / 2
                if ($h * $h + $k * $h - $k * $c -gt 0) { $high = $h } else { $low = $h }
            }
            - [Math]::Log10($high)
        }
        'implied volatility'                         = @(7.1, 100), {
            param([double] $price, [double] $spot)
            function N([double] $x) { 1 / (1 + [Math]::Exp(-1.5976 * $x - 0.070566 * $x * $x * $x)) }
            $lo = 0.01
            $hi = 3.0
            while (($hi - $lo) -gt 1e-10) {
                $vol = ($lo + $hi) / 2
                $d1 = ([Math]::Log($spot / 100) + (0.02 + $vol * $vol / 2) * 0.5) / ($vol * [Math]::Sqrt(0.5))
                $d2 = $d1 - $vol * [Math]::Sqrt(0.5)
                $call = $spot * (N $d1) - 100 * [Math]::Exp(-0.02 * 0.5) * (N $d2)
                if ($call -lt $price) { $lo = $vol } else { $hi = $vol }
            }
            ($lo + $hi) / 2
        }
        'a surface of implied volatilities'          = @(0.2, 0.05, -0.1), {
            param([double] $level, [double] $term, [double] $skew)
            $loss = 0.0
            foreach ($q in $quotes) {
                $lo = 1e-4
                $hi = 4.0
                while ($hi - $lo -gt 1e-12) {
                    $vol = 0.5 * ($lo + $hi)
                    $d = [Math]::Log(100 / $q.K) / ($vol * [Math]::Sqrt($q.T)) + 0.5 * $vol * [Math]::Sqrt($q.T)
                    $p = 100 / (1 + [Math]::Exp(-1.7 * $d)) - $q.K / (1 + [Math]::Exp(-1.7 * ($d - $vol * [Math]::Sqrt($q.T))))
                    if ($p -gt $q.P + $term) { $hi = $vol } else { $lo = $vol }
                }
                $model = $level + $term * $q.T + $skew * [Math]::Log($q.K / 100)
                $loss += ($model - $lo) * ($model - $lo)
            }
            $loss
        }
        'friction factor'                            = @(1.2, 0.02), {
            param([double] $re, [double] $rough)
            $a = 0.005
            $b = 0.2
            while ($b - $a -gt 1e-13) {
                $f = ($a + $b) / 2
                $left = 1 / [Math]::Sqrt($f)
                $right = -2 * [Math]::Log10($rough / 3.7 + 2.51 / ($re * 1e5 * [Math]::Sqrt($f)))
                if ($left -gt $right) { $a = $f } else { $b = $f }
            }
            1000 * $a
        }
        'ends where the residual is small'           = @(3.0, 0.5), {
            param([double] $a, [double] $b)
            $left = 0.0
            $right = 4.0
            $x = 2.0
            $r = 1.0
            while ([Math]::Abs($r) -gt 1e-10) {
                $x = ($left + $right) / 2
                $r = $x * [Math]::Exp($b * $x) - $a
                if ($r -gt 0) { $right = $x } else { $left = $x }
            }
            $x * $x
        }
        'the middle is moved at the end'             = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = 10.0
            $mid = 5.0
            while ($hi - $lo -gt 1e-12) {
                if ($mid * $mid * $mid -gt $a) { $hi = $mid } else { $lo = $mid }
                $mid = ($lo + $hi) / 2
            }
            $mid
        }
        'the middle is what counts'                  = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = 10.0
            foreach ($i in 1..60) {
                $mid = ($lo + $hi) / 2
                $f = $mid * $mid * $mid - $a
                if ($f -gt 0) { $hi = $mid } else { $lo = $mid }
            }
            $mid
        }
        'sixty halvings, the middle counts'          = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = 10.0
            for ($i = 0; $i -lt 60; $i++) {
                $mid = ($lo + $hi) / 2
                if ([Math]::Tanh($mid) * $mid -gt $a) { $hi = $mid } else { $lo = $mid }
            }
            $mid
        }
        'a bracket that is looked for'               = @(17.0), {
            param([double] $a)
            $lo = 0.0
            $hi = 1.0
            while ($hi * $hi -lt $a) { $hi *= 2 }
            while ($hi - $lo -gt 1e-12) {
                $m = ($lo + $hi) / 2
                if ($m * $m -lt $a) { $lo = $m } else { $hi = $m }
            }
            ($lo + $hi) / 2
        }
        'two at once, in arrays and hashtables'      = @(1.7), {
            param([double] $a)
            $b = @(0.0, 5.0)
            $c = @{ lo = 0.0; hi = 3.0 }
            for ($i = 0; $i -lt 60; $i++) {
                $m = ($b[0] + $b[1]) / 2
                $n = ($c.lo + $c.hi) / 2
                if ($m * $m -gt $a) { $b[1] = $m } else { $b[0] = $m }
                if ([Math]::Exp($n) -gt $a + 1) { $c.hi = $n } else { $c.lo = $n }
            }
            $b[0] * $c.hi
        }
        'three cases'                                = @(2.6), {
            param([double] $a)
            $lo = 0.0
            $hi = 10.0
            do {
                $mid = $lo + ($hi - $lo) * 0.5
                $f = [Math]::Log(1 + $mid) * $mid - $a
                if ($f -gt 0) { $hi = $mid } elseif ($f -lt 0) { $lo = $mid } else { $lo = $mid; $hi = $mid }
            } while ($hi - $lo -gt 1e-12)
            $hi
        }
        'one inside another'                         = @(1.7, 0.6), {
            param([double] $a, [double] $b)
            $lo = 0.0
            $hi = 5.0
            while ($hi - $lo -gt 1e-11) {
                $x = ($lo + $hi) / 2
                $low = 0.0
                $high = 10.0
                while ($high - $low -gt 1e-13) {
                    $y = ($low + $high) / 2
                    if ($y * $y * $y + $y -gt $x + $b) { $high = $y } else { $low = $y }
                }
                if ($x + $low * $b -gt $a) { $hi = $x } else { $lo = $x }
            }
            $lo * $b
        }
        'a loop over the point'                      = @(0.2, 1.4, 2.2), {
            param([double[]] $x)
            $sum = 0.0
            foreach ($v in $x) {
                $lo = -3.0
                $hi = 3.0
                for ($k = 0; $k -lt 70; $k++) {
                    $t = ($lo + $hi) / 2
                    if ([Math]::Sinh($t) -gt $v) { $hi = $t } else { $lo = $t }
                }
                $sum += $lo * $v
            }
            $sum
        }
        'market clearing'                            = @(0.8, 2.0), {
            param([double] $elasticity, [double] $income)
            $low = 1e-3
            $high = 1e3
            while (($high - $low) / $high -gt 1e-12) {
                $price = [Math]::Sqrt($low * $high)
                $demand = $income / [Math]::Pow($price, $elasticity)
                $supply = $price * $price
                if ($demand -gt $supply) { $low = $price } else { $high = $price }
            }
            $low + $income
        }
        'water level, by a function'                 = @(0.9, 1.3), {
            param([double] $flow, [double] $slope)
            function Find-Depth($q, $s) {
                $a = 0.01
                $b = 10.0
                while ($b - $a -gt 1e-12) {
                    $y = ($a + $b) / 2
                    $area = $y * (2 + $y)
                    $radius = $area / (2 + 2.828 * $y)
                    if ($area * [Math]::Pow($radius, 2 / 3) * $s -lt $q) { $a = $y } else { $b = $y }
                }
                return ($a + $b) / 2
            }
            (Find-Depth $flow $slope) * 3 + (Find-Depth 2 $flow)
        }
        'quantile of a mixture'                      = @(0.3, 1.5), {
            param([double] $w, [double] $mu)
            $lo = -20.0
            $hi = 20.0
            while ($true) {
                $z = ($lo + $hi) / 2
                $cdf = (1 - $w) / (1 + [Math]::Exp(-$z)) + $w / (1 + [Math]::Exp(-($z - $mu)))
                if ($cdf -gt 0.9) { $hi = $z } else { $lo = $z }
                if ($hi - $lo -lt 1e-11) { break }
            }
            $lo
        }
        'annuity, rows of the point'                 = @(250.0, 240.0, 260.0, 300.0), {
            param([double[]] $payments)
            $lo = 0.0
            $hi = 1.0
            while ($hi - $lo -gt 1e-13) {
                $r = ($lo + $hi) / 2
                $value = 0.0
                for ($i = 0; $i -lt $payments.Count; $i++) { $value += $payments[$i] / [Math]::Pow(1 + $r, $i + 1) }
                if ($value -gt 800) { $lo = $r } else { $hi = $r }
            }
            1000 * $lo
        }
        'the bracket depends on the point' = @(1.7), {
            param([double] $a)
            $lo = -$a
            $hi = 3 * $a
            while ([Math]::Abs($hi - $lo) -gt 1e-12) {
                $mid = ($lo + $hi) / 2
                if ($mid + 0.3 * [Math]::Sin($mid) -gt $a) { $hi = $mid } else { $lo = $mid }
            }
            ($lo + $hi) / 2
        }
    }
    Other  = [ordered]@{
        'a search in a sorted table'           = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = $knots.Count - 1.0
            while ($hi - $lo -gt 1) {
                $mid = [Math]::Floor(($lo + $hi) / 2)
                if ($knots[$mid] -gt $a) { $hi = $mid } else { $lo = $mid }
            }
            $knots[$lo] + 0.0
        }
        'a few halvings'                       = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = 4.0
            for ($i = 0; $i -lt 5; $i++) {
                $mid = ($lo + $hi) / 2
                if ($mid * $mid -gt $a) { $hi = $mid } else { $lo = $mid }
            }
            $lo
        }
        'a few halvings that meet the root'    = @(4.0), {
            param([double] $a)
            $lo = 0.0
            $hi = 4.0
            for ($i = 0; $i -lt 5; $i++) {
                $mid = ($lo + $hi) / 2
                if ($mid * $mid -gt $a) { $hi = $mid } else { $lo = $mid }
            }
            $lo
        }
        'a bracket that stays wide'            = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = 4.0
            while ($hi - $lo -gt 1e-2) {
                $mid = ($lo + $hi) / 2
                if ($mid * $mid -gt $a) { $hi = $mid } else { $lo = $mid }
            }
            $lo
        }
        'a rounded residual'                   = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = 4.0
            while ($hi - $lo -gt 1e-12) {
                $mid = ($lo + $hi) / 2
                if ([Math]::Round($mid * $a, 1) -gt 3) { $hi = $mid } else { $lo = $mid }
            }
            $lo
        }
        'a step within the residual'           = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = 4.0
            while ($hi - $lo -gt 1e-12) {
                $mid = ($lo + $hi) / 2
                $level = if ($mid * $a -gt 2) { 1 + $mid } else { $mid - 5 }
                if ($level -gt 0) { $hi = $mid } else { $lo = $mid }
            }
            $lo
        }
        'a count'                              = @(1.7), {
            param([double] $a)
            $n = 0.0
            $x = 100.0
            while ($x -gt $a) { $x /= 1.0001; $n++ }
            $n
        }
        'the smallest step that is enough'     = @(1.7), {
            param([double] $a)
            $x = 0.0
            while ($x * $x -lt $a) { $x += 0.001 }
            $x
        }
        'a golden section'                     = @(1.7), {
            param([double] $a)
            $lo, $hi = 0.0, 4.0
            for ($i = 0; $i -lt 60; $i++) {
                $c, $d = ($hi - 0.618 * ($hi - $lo)), ($lo + 0.618 * ($hi - $lo))
                if ([Math]::Pow($c - $a, 2) -lt [Math]::Pow($d - $a, 2)) { $hi = $d } else { $lo = $c }
            }
            $lo
        }
        'a ternary search'                     = @(1.7), {
            param([double] $a)
            $lo, $hi = 0.0, 4.0
            while ($hi - $lo -gt 1e-9) {
                $c = $lo + ($hi - $lo) / 3
                $d = $hi - ($hi - $lo) / 3
                if ([Math]::Cosh($c - $a) -lt [Math]::Cosh($d - $a)) { $hi = $d } else { $lo = $c }
            }
            $lo
        }
        'the best of a grid'                   = @(1.7), {
            param([double] $a)
            $best = 1e9
            $at = 0.0
            for ($x = 0.0; $x -lt 4; $x += 0.01) {
                $f = [Math]::Abs($x * $x - $a)
                if ($f -lt $best) { $best = $f; $at = $x }
            }
            $at
        }
        'whole numbers'                        = @(30.3), {
            param([double] $a)
            $lo = 0.0
            $hi = 1000.0
            while ($lo -lt $hi) {
                $mid = [Math]::Floor(($lo + $hi) / 2)
                if ($mid * $mid -lt $a) { $lo = $mid + 1 } else { $hi = $mid }
            }
            $lo + 0.0
        }
        'a floor in the test'                  = @(1.7), {
            param([double] $a)
            $lo = 0.0
            $hi = 4.0
            while ($hi - $lo -gt 1e-12) {
                $mid = ($lo + $hi) / 2
                if ([Math]::Floor(10 * $mid) -gt 10 * $a) { $hi = $mid } else { $lo = $mid }
            }
            $lo
        }
    }
}
