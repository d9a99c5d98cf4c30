# Eighty script blocks in the manner of public scripts, with the data around them. Each is an objective of the point that stands before it.
# The data are made up.
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The blocks capture them.')]
[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingCmdletAliases', '', Justification = 'Public scripts do.')]
param()

$times = 0.5, 1, 2, 3, 5, 8, 13
$counts = 4, 3, 6, 2, 0, 1, 1
$observed = 9.1, 8.2, 6.8, 5.4, 3.9, 2.1, 0.7
$signal = 0.1, 0.9, 1.7, 1.2, 0.2, -0.8, -1.6, -1.1
$returns = (0.02, -0.01, 0.015), (-0.005, 0.03, 0.01), (0.01, 0.002, -0.02), (0.013, -0.011, 0.006)
$means = 0.08, 0.12, 0.05
$covariance = (0.04, 0.006, 0.002), (0.006, 0.09, 0.001), (0.002, 0.001, 0.01)
$cities = @(
    @{ Name = 'A'; X = 1.0; Y = 2.0; Weight = 3 }
    @{ Name = 'B'; X = -2.0; Y = 0.5; Weight = 1 }
    @{ Name = 'C'; X = 0.5; Y = -1.5; Weight = 2 }
)
$patients = @'
dose,sex,age,cured,weight
1.0,f,31,0,62.5
2.0,m,45,0,81
2.5,f,28,1,58.2
3.0,m,62,0,90.1
4.0,f,50,1,70
5.5,m,39,1,77.7
'@ | ConvertFrom-Csv
$sales = @'
region,quarter,units,price
north,1,10,2.50
south,1,14,2.25
north,2,12,2.40
south,2,9,2.75
east,1,20,1.95
east,2,17,2.10
'@ | ConvertFrom-Csv
$events = '[{"t":0.4,"kind":"a","n":3},{"t":1.1,"kind":"b","n":1},{"t":2.6,"kind":"a","n":2},{"t":4.0,"kind":"b","n":5}]' |
    ConvertFrom-Json
$settings = @{ Rate = 0.05; Steps = 40; Penalty = 10; Model = 'logistic'; Names = 'k', 'n' }
$bounds = [pscustomobject]@{ Lower = -5; Upper = 5 }
$kernel = [double[,]]::new(3, 3)
foreach ($i in 0..2) { foreach ($j in 0..2) { $kernel[$i, $j] = 1 / (1 + $i + $j) } }
$image = (1, 2, 3, 4), (2, 3, 4, 5), (0, 1, 0, 1), (5, 4, 3, 2)
$stock = @(120, 80, 100, 60, 140)
$capacity = 150
$line = '1.5; 2.5; -0.5; 4'
$plan = @{ Cost = 3; Left = @{ Cost = 1.5; Left = $null; Right = @{ Cost = 2; Left = $null; Right = $null } }; Right = $null }
$grades = 'A', 'B', 'A', 'C', 'B', 'A'

function Get-Logistic([double] $z) { 1 / (1 + [Math]::Exp(-$z)) }
function Get-Distance($x1, $y1, $x2, $y2) { [Math]::Sqrt([Math]::Pow($x1 - $x2, 2) + [Math]::Pow($y1 - $y2, 2)) }
function Measure-Error {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [double[]] $Expected,
        [Parameter(Mandatory)] [double[]] $Actual
    )
    $sum = 0
    for ($i = 0; $i -lt $Expected.Count; $i++) { $sum += [Math]::Pow($Expected[$i] - $Actual[$i], 2) }
    return $sum / $Expected.Count
}

[ordered]@{
    'normal likelihood' = (1.5, 0.3), {
        param($mu, $logSigma)
        $sigma = [Math]::Exp($logSigma)
        $sum = 0
        foreach ($value in $observed) { $sum += [Math]::Log($sigma) + [Math]::Pow(($value - $mu) / $sigma, 2) / 2 }
        $sum + $observed.Count * [Math]::Log(2 * [Math]::PI) / 2
    }
    'Poisson regression' = (0.8, -0.2), {
        param($a, $b)
        $total = 0.0
        for ($i = 0; $i -lt $times.Length; $i++) {
            $rate = [Math]::Exp($a + $b * $times[$i])
            $total += $rate - $counts[$i] * [Math]::Log($rate)
        }
        return $total
    }
    'logistic regression over CSV rows' = (-2.0, 0.8, 0.01), {
        param($b0, $b1, $b2)
        $loss = 0
        foreach ($p in $patients) {
            $z = $b0 + $b1 * [double]$p.dose + $b2 * [double]$p.age
            $q = Get-Logistic $z
            if ($p.cured -eq '1') { $loss -= [Math]::Log($q) } else { $loss -= [Math]::Log(1 - $q) }
        }
        $loss / $patients.Count
    }
    'effect of a category' = (0.5, 1.0, -0.3), {
        param($slope, $female, $male)
        $sse = 0
        foreach ($row in $patients) {
            $effect = switch ($row.sex) { 'f' { $female } 'm' { $male } }
            $fit = $effect + $slope * $row.dose
            $sse += ($row.weight / 100 - $fit) * ($row.weight / 100 - $fit)
        }
        $sse
    }
    'means of groups' = (11.0, 12.0), {
        param($north, $south)
        $mean = @{ north = $north; south = $south; east = 18 }
        ($sales | ForEach-Object { [Math]::Pow($_.units - $mean[$_.region], 2) } | Measure-Object -Sum).Sum
    }
    'demand curve over filtered rows' = (30.0, -6.0), {
        param($a, $b)
        $rows = $sales | Where-Object { $_.region -ne 'east' }
        $sum = 0
        foreach ($r in $rows) { $e = [double]$r.units - $a - $b * [double]$r.price; $sum += $e * $e }
        $sum
    }
    'totals by Group-Object' = (2.0, 0.5), {
        param($scale, $shift)
        $sse = 0
        foreach ($group in $sales | Group-Object region) {
            $units = ($group.Group | Measure-Object units -Sum).Sum
            $sse += [Math]::Pow($units / 10 - $scale * $group.Count - $shift, 2)
        }
        $sse
    }
    'trimmed sum of captured rows' = @(2.3), {
        param($price)
        $cheapest = $sales | Sort-Object { [double]$_.price } | Select-Object -First 4
        $s = 0
        $cheapest | ForEach-Object { $s += [Math]::Abs([double]$_.price - $price) }
        $s
    }
    'exponential decay' = (10.0, 0.2), {
        param($a, $k)
        $r = for ($i = 0; $i -lt $times.Count; $i++) { $observed[$i] - $a * [Math]::Exp(-$k * $times[$i]) }
        ($r | ForEach-Object { $_ * $_ } | Measure-Object -Sum).Sum
    }
    'helper function with arrays' = (10.0, 0.2), {
        param([double[]] $p)
        $model = foreach ($t in $times) { $p[0] * [Math]::Exp(-$p[1] * $t) }
        Measure-Error -Expected $observed -Actual $model
    }
    'Huber loss' = (9.0, -0.7), {
        param($a, $b)
        $delta = 1.0; $loss = 0
        0..($times.Count - 1) | ForEach-Object {
            $e = [Math]::Abs($observed[$_] - $a - $b * $times[$_])
            if ($e -le $delta) { $loss += 0.5 * $e * $e } else { $loss += $delta * ($e - 0.5 * $delta) }
        }
        $loss
    }
    'ridge regression' = (0.5, -0.2, 0.1), {
        param([double[]] $w)
        $sse = 0
        foreach ($row in $returns) {
            $fit = 0
            for ($j = 0; $j -lt $w.Length; $j++) { $fit += $w[$j] * $row[$j] }
            $sse += ($fit - 0.01) * ($fit - 0.01)
        }
        $norm = 0
        foreach ($c in $w) { $norm += $c * $c }
        $sse + $settings.Penalty * $norm
    }
    'mixture of two normals' = (0.2, 1.0, 7.0), {
        param($logit, $m1, $m2)
        $p = 1 / (1 + [Math]::Exp(-$logit))
        $nll = 0
        foreach ($v in $observed) {
            $f1 = [Math]::Exp(-($v - $m1) * ($v - $m1) / 2)
            $f2 = [Math]::Exp(-($v - $m2) * ($v - $m2) / 2)
            $nll -= [Math]::Log($p * $f1 + (1 - $p) * $f2 + 1e-12)
        }
        $nll
    }
    'softmax cross entropy' = (0.3, -0.2, 0.9), {
        param([double[]] $z)
        $max = ($z | Measure-Object -Maximum).Maximum
        $sum = 0
        foreach ($v in $z) { $sum += [Math]::Exp($v - $max) }
        $loss = 0
        foreach ($label in 0, 2, 2, 1) { $loss -= $z[$label] - $max - [Math]::Log($sum) }
        $loss
    }
    'grades as counts' = (0.5, 0.3), {
        param($pa, $pb)
        $count = @{}
        foreach ($g in $grades) { $count[$g] += 1 }
        -($count['A'] * [Math]::Log($pa) + $count['B'] * [Math]::Log($pb) + $count['C'] * [Math]::Log(1 - $pa - $pb))
    }
    'logistic growth, Euler' = (0.4, 10.0), {
        param($r, $k)
        $y = 1.0; $dt = 0.1
        for ($step = 0; $step -lt $settings.Steps; $step++) { $y += $dt * $r * $y * (1 - $y / $k) }
        ($y - 6) * ($y - 6)
    }
    'Lotka and Volterra, Runge and Kutta' = (1.1, 0.4), {
        param($alpha, $beta)
        $f = { param($u, $v) ($alpha * $u - $beta * $u * $v), (0.1 * $u * $v - 0.4 * $v) }
        $u = 10.0; $v = 5.0; $h = 0.05
        foreach ($n in 1..20) {
            $k1 = & $f $u $v
            $k2 = & $f ($u + $h / 2 * $k1[0]) ($v + $h / 2 * $k1[1])
            $k3 = & $f ($u + $h / 2 * $k2[0]) ($v + $h / 2 * $k2[1])
            $k4 = & $f ($u + $h * $k3[0]) ($v + $h * $k3[1])
            $u += $h / 6 * ($k1[0] + 2 * $k2[0] + 2 * $k3[0] + $k4[0])
            $v += $h / 6 * ($k1[1] + 2 * $k2[1] + 2 * $k3[1] + $k4[1])
        }
        [Math]::Pow($u - 8, 2) + [Math]::Pow($v - 4, 2)
    }
    'epidemic with a state in a hashtable' = (0.5, 0.2), {
        param($beta, $gamma)
        $state = @{ S = 0.99; I = 0.01; R = 0.0 }
        $peak = 0.0
        foreach ($day in 1..30) {
            $new = $beta * $state.S * $state.I
            $out = $gamma * $state.I
            $state.S -= $new
            $state.I += $new - $out
            $state.R += $out
            if ($state.I -gt $peak) { $peak = $state.I }
        }
        [Math]::Pow($peak - 0.2, 2) + [Math]::Pow($state['R'] - 0.8, 2)
    }
    'pendulum with a stop' = (0.9, 0.3), {
        param($angle, $damping)
        $w = 0.0; $t = 0.0; $a = $angle
        while ($a -gt 0 -and $t -lt 5) {
            $w += -0.02 * (9.81 * [Math]::Sin($a) + $damping * $w)
            $a += 0.02 * $w
            $t += 0.02
        }
        $t + $a * $a
    }
    'heat in a rod' = (2.0, 0.4), {
        param($left, $k)
        $u = @(0) * 8
        $u[0] = $left
        for ($t = 0; $t -lt 12; $t++) {
            $new = $u.Clone()
            for ($i = 1; $i -lt $u.Count - 1; $i++) { $new[$i] = $u[$i] + $k * ($u[$i - 1] - 2 * $u[$i] + $u[$i + 1]) }
            $u = $new
        }
        ($u[3] - 0.5) * ($u[3] - 0.5)
    }
    'projectile with drag' = (20.0, 0.8), {
        param($speed, $angle)
        $vx = $speed * [Math]::Cos($angle); $vy = $speed * [Math]::Sin($angle)
        $px, $py = 0.0, 0.0
        do {
            $v = [Math]::Sqrt($vx * $vx + $vy * $vy)
            $vx -= 0.05 * 0.02 * $v * $vx
            $vy -= 0.05 * (9.81 + 0.02 * $v * $vy)
            $px += 0.05 * $vx; $py += 0.05 * $vy
        } until ($py -lt 0)
        [Math]::Abs($px - 25)
    }
    'reaction kinetics' = (0.3, 0.1), {
        param($k1, $k2)
        $a = 1.0; $b = 0.0; $c = 0.0; $loss = 0.0
        $targets = @{ 10 = 0.3; 20 = 0.45; 30 = 0.5 }
        for ($i = 1; $i -le 30; $i++) {
            $r1 = $k1 * $a; $r2 = $k2 * $b
            $a -= 0.1 * $r1; $b += 0.1 * ($r1 - $r2); $c += 0.1 * $r2
            if ($i % 10 -eq 0) { $loss += [Math]::Pow($b - $targets[$i], 2) }
        }
        $loss
    }
    'Michaelis and Menten' = (12.0, 3.0), {
        param($vmax, $km)
        $pairs = @{ s = 1; v = 2.6 }, @{ s = 2; v = 4.4 }, @{ s = 5; v = 7.1 }, @{ s = 10; v = 9.0 }
        $sse = 0
        foreach ($p in $pairs) { $sse += [Math]::Pow($p.v - $vmax * $p.s / ($km + $p.s), 2) }
        $sse
    }
    'Arrhenius' = (5.0, 4.0), {
        param($logA, $ea)
        $R = 8.314e-3
        $data = (300, 0.02), (320, 0.06), (340, 0.15), (360, 0.36)
        $s = 0
        foreach ($d in $data) {
            $temperature, $rate = $d
            $s += [Math]::Pow([Math]::Log($rate) - $logA + $ea / ($R * $temperature) / 1, 2)
        }
        $s
    }
    'acidity by Newton' = @(-1.2), {
        param($logC)
        $c = [Math]::Exp($logC); $ka = 0.02; $h = 0.1
        for ($i = 0; $i -lt 8; $i++) {
            $f = $h * $h + $ka * $h - $ka * $c
            $h = $h - $f / (2 * $h + $ka)
        }
        $ph = -[Math]::Log10($h)
        ($ph - 1.4) * ($ph - 1.4)
    }
    'Lennard-Jones cluster' = (1.1, 0.5, 0.9), {
        param($x, $u, $v)
        $atoms = @(0, 0), @($x, 0), @($u, $v)
        $energy = 0
        for ($i = 0; $i -lt 3; $i++) {
            for ($j = $i + 1; $j -lt 3; $j++) {
                $r2 = [Math]::Pow($atoms[$i][0] - $atoms[$j][0], 2) + [Math]::Pow($atoms[$i][1] - $atoms[$j][1], 2)
                $s6 = 1 / [Math]::Pow($r2, 3)
                $energy += 4 * ($s6 * $s6 - $s6)
            }
        }
        $energy
    }
    'portfolio' = (0.3, 0.4), {
        param($w1, $w2)
        $w = @($w1, $w2, (1 - $w1 - $w2))
        $return = 0; $variance = 0
        foreach ($i in 0..2) {
            $return += $w[$i] * $means[$i]
            foreach ($j in 0..2) { $variance += $w[$i] * $w[$j] * $covariance[$i][$j] }
        }
        -($return - $settings.Rate) / [Math]::Sqrt($variance)
    }
    'worst scenario' = (0.5, 0.3), {
        param($a, $b)
        $worst = [double]::MaxValue
        foreach ($r in $returns) {
            $outcome = $a * $r[0] + $b * $r[1] + (1 - $a - $b) * $r[2]
            $worst = [Math]::Min($worst, $outcome)
        }
        -$worst
    }
    'value of a bond' = @(0.04), {
        param($yield)
        $price = 0
        1..10 | ForEach-Object { $price += 5 / [Math]::Pow(1 + $yield, $_) }
        $price += 100 / [Math]::Pow(1 + $yield, 10)
        [Math]::Pow($price - 103, 2)
    }
    'internal rate of return' = @(0.1), {
        param($rate)
        $flows = -1000, 300, 420, 380, 250
        $npv = 0; $t = 0
        foreach ($flow in $flows) { $npv += $flow / [Math]::Pow(1 + $rate, $t); $t++ }
        $npv * $npv
    }
    'GARCH' = (0.05, 0.1, 0.8), {
        param($omega, $alpha, $beta)
        if ($omega -le 0 -or $alpha -lt 0 -or $beta -lt 0 -or $alpha + $beta -ge 1) { return 1e10 }
        $h = 1.0; $ll = 0
        foreach ($r in $signal) {
            $h = $omega + $alpha * $r * $r + $beta * $h
            $ll += [Math]::Log($h) + $r * $r / $h
        }
        $ll
    }
    'option by a tree' = @(0.2), {
        param($sigma)
        $n = 12; $dt = 1 / $n; $u = [Math]::Exp($sigma * [Math]::Sqrt($dt)); $d = 1 / $u
        $p = ([Math]::Exp(0.03 * $dt) - $d) / ($u - $d)
        $values = [double[]]::new($n + 1)
        for ($i = 0; $i -le $n; $i++) { $values[$i] = [Math]::Max(0.0, 100 * [Math]::Pow($u, 2 * $i - $n) - 95) }
        for ($step = $n; $step -gt 0; $step--) {
            for ($i = 0; $i -lt $step; $i++) {
                $values[$i] = [Math]::Exp(-0.03 * $dt) * ($p * $values[$i + 1] + (1 - $p) * $values[$i])
            }
        }
        [Math]::Pow($values[0] - 12, 2)
    }
    'queue with several servers' = (0.5, 2.5), {
        param($lambda, $mu)
        $c = 3; $rho = $lambda / $mu
        $sum = 0; $term = 1
        for ($k = 0; $k -lt $c; $k++) { $sum += $term; $term *= $rho / ($k + 1) }
        $p0 = 1 / ($sum + $term / (1 - $rho / $c))
        $wait = $p0 * $term / (1 - $rho / $c) / ($c * $mu - $lambda)
        $wait + 0.1 * $mu
    }
    'inventory' = (100.0, 60.0), {
        param($order, $reorder)
        $level = 100; $cost = 0
        foreach ($demand in $stock) {
            $level -= $demand
            if ($level -lt 0) { $cost += 5 * -$level; $level = 0 } else { $cost += 0.5 * $level }
            if ($level -lt $reorder) { $level += $order; $cost += 20 }
        }
        $cost
    }
    'news vendor' = @(90.0), {
        param($q)
        $profit = 0
        $stock | ForEach-Object {
            $sold = [Math]::Min($q, $_)
            $profit += 3 * $sold - 1.2 * $q
        }
        -$profit / $stock.Count
    }
    'shifts with a penalty' = (60.0, 50.0, 45.0), {
        param([double[]] $load)
        $penalty = 0
        $total = ($load | Measure-Object -Sum).Sum
        if ($total -gt $capacity) { $penalty += 100 * ($total - $capacity) }
        foreach ($l in $load) { if ($l -lt 0) { $penalty += 1000 * -$l } }
        $i = 0
        $value = 0
        foreach ($l in $load) { $i++; $value += $i * [Math]::Sqrt([Math]::Max($l, 0.0)) }
        $penalty - $value
    }
    'controller in a closed loop' = (1.2, 0.3, 0.05), {
        param($kp, $ki, $kd)
        $y = 0.0; $v = 0.0; $integral = 0.0; $previous = 1.0; $cost = 0.0; $dt = 0.05
        for ($t = 0.0; $t -lt 3; $t += $dt) {
            $e = 1 - $y
            $integral += $e * $dt
            $derivative = ($e - $previous) / $dt
            $u = $kp * $e + $ki * $integral + $kd * $derivative
            $u = if ($u -gt 10) { 10 } elseif ($u -lt -10) { -10 } else { $u }
            $v += $dt * ($u - 0.8 * $v - $y)
            $y += $dt * $v
            $cost += $dt * $e * $e + 0.001 * $u * $u
            $previous = $e
        }
        $cost
    }
    'linear quadratic control' = (0.4, 0.9), {
        param($k1, $k2)
        $A = @(1, 0.1), @(0, 1)
        $x = @(1.0, 0.0); $cost = 0
        for ($t = 0; $t -lt 15; $t++) {
            $u = -($k1 * $x[0] + $k2 * $x[1])
            $cost += $x[0] * $x[0] + 0.1 * $u * $u
            $x = @(
                ($A[0][0] * $x[0] + $A[0][1] * $x[1])
                ($A[1][0] * $x[0] + $A[1][1] * $x[1] + 0.1 * $u)
            )
        }
        $cost
    }
    'Kalman filter' = (-1.0, -2.0), {
        param($logQ, $logR)
        $q = [Math]::Exp($logQ); $r = [Math]::Exp($logR)
        $m = 0; $p = 1; $ll = 0
        foreach ($z in $signal) {
            $p = $p + $q
            $s = $p + $r
            $k = $p / $s
            $ll += [Math]::Log($s) + ($z - $m) * ($z - $m) / $s
            $m = $m + $k * ($z - $m)
            $p = (1 - $k) * $p
        }
        $ll / 2
    }
    'autoregression' = (0.9, -0.4), {
        param($a1, $a2)
        $sse = 0
        for ($t = 2; $t -lt $signal.Count; $t++) {
            $prediction = $a1 * $signal[$t - 1] + $a2 * $signal[$t - 2]
            $sse += [Math]::Pow($signal[$t] - $prediction, 2)
        }
        $sse
    }
    'moving average' = (0.5, 0.25), {
        param($center, $side)
        $smooth = @($signal[0])
        for ($i = 1; $i -lt $signal.Count - 1; $i++) {
            $smooth += $side * $signal[$i - 1] + $center * $signal[$i] + $side * $signal[$i + 1]
        }
        $smooth += $signal[-1]
        $rough = 0
        for ($i = 1; $i -lt $smooth.Count; $i++) { $rough += [Math]::Pow($smooth[$i] - $smooth[$i - 1], 2) }
        $rough
    }
    'exponential smoothing' = @(0.3), {
        param($alpha)
        $level = $signal[0]; $sse = 0
        foreach ($v in $signal[1..($signal.Count - 1)]) {
            $sse += ($v - $level) * ($v - $level)
            $level = $alpha * $v + (1 - $alpha) * $level
        }
        $sse
    }
    'window over an image' = (0.2, 0.8), {
        param($a, $b)
        $loss = 0
        for ($i = 1; $i -lt 3; $i++) {
            for ($j = 1; $j -lt 3; $j++) {
                $v = $a * ($image[$i - 1][$j] + $image[$i + 1][$j] + $image[$i][$j - 1] + $image[$i][$j + 1]) + $b * $image[$i][$j]
                $loss += ($v - 2.5) * ($v - 2.5)
            }
        }
        $loss
    }
    'two-dimensional array' = (1.0, -0.5, 0.25), {
        param([double[]] $c)
        $rows = $kernel.GetLength(0); $s = 0
        for ($i = 0; $i -lt $rows; $i++) {
            $r = -1
            for ($j = 0; $j -lt $kernel.GetLength(1); $j++) { $r += $kernel[$i, $j] * $c[$j] }
            $s += $r * $r
        }
        $s
    }
    'table of dynamic programming' = (1.03, 0.71), {
        param($gap, $mismatch)
        $d = New-Object 'double[,]' 4, 4
        for ($i = 1; $i -lt 4; $i++) { $d[$i, 0] = $i * $gap; $d[0, $i] = $i * $gap }
        for ($i = 1; $i -lt 4; $i++) {
            for ($j = 1; $j -lt 4; $j++) {
                $cost = if ($grades[$i] -eq $grades[$j + 1]) { 0 } else { $mismatch }
                $d[$i, $j] = [Math]::Min($d[($i - 1), ($j - 1)] + $cost, [Math]::Min($d[($i - 1), $j], $d[$i, ($j - 1)]) + $gap)
            }
        }
        $d[3, 3]
    }
    'Gauss elimination' = (0.5, -0.3), {
        param($p, $q)
        $m = @(@(4.0, $p, 1.0), @($p, 3.0, $q), @(1.0, $q, 2.0))
        $b = @(1.0, 2.0, 3.0)
        for ($k = 0; $k -lt 3; $k++) {
            for ($i = $k + 1; $i -lt 3; $i++) {
                $factor = $m[$i][$k] / $m[$k][$k]
                for ($j = $k; $j -lt 3; $j++) { $m[$i][$j] -= $factor * $m[$k][$j] }
                $b[$i] -= $factor * $b[$k]
            }
        }
        $b[2] / $m[2][2]
    }
    'power iteration' = (0.5, 0.1), {
        param($a, $b)
        $v = 1.0, 0.5
        for ($k = 0; $k -lt 15; $k++) {
            $u = @((2 * $v[0] + $a * $v[1]), ($a * $v[0] + (1 + $b) * $v[1]))
            $norm = [Math]::Sqrt($u[0] * $u[0] + $u[1] * $u[1])
            $v = @(($u[0] / $norm), ($u[1] / $norm))
        }
        $v[0] * (2 * $v[0] + $a * $v[1]) + $v[1] * ($a * $v[0] + (1 + $b) * $v[1])
    }
    'warehouse location' = (0.2, 0.3), {
        param($x, $y)
        $total = 0
        foreach ($city in $cities) { $total += $city.Weight * (Get-Distance -X1 $x -Y1 $y -X2 $city.X -Y2 $city.Y) }
        $total
    }
    'nearest of several' = (0.5, 0.3, -0.8), {
        param($x, $y, $z)
        $sum = 0
        foreach ($c in $cities) {
            $d = @($x, $y, $z | ForEach-Object { [Math]::Abs($_ - $c.X) })
            $best = $d[0]
            foreach ($one in $d) { if ($one -lt $best) { $best = $one } }
            $sum += $best
        }
        $sum
    }
    'length of a path' = (0.5, 1.0, 1.5), {
        param([double[]] $h)
        $points = @(0.0) + $h + @(1.0)
        $len = 0
        for ($i = 1; $i -lt $points.Count; $i++) { $len += [Math]::Sqrt(0.0625 + [Math]::Pow($points[$i] - $points[$i - 1], 2)) }
        $len
    }
    'circle through points' = (0.1, 0.2, 1.5), {
        param($cx, $cy, $r)
        $points = (1.5, 0.1), (0, 1.6), (-1.4, 0.3), (0.2, -1.3)
        $sum = 0
        $points.ForEach({
            $d = [Math]::Sqrt(($_[0] - $cx) * ($_[0] - $cx) + ($_[1] - $cy) * ($_[1] - $cy)) - $r
            $sum += $d * $d
        })
        $sum
    }
    'rotation of points' = @(0.4), {
        param($theta)
        $c = [Math]::Cos($theta); $s = [Math]::Sin($theta)
        $from = @{ X = 1; Y = 0 }, @{ X = 0; Y = 2 }
        $to = @{ X = 0.8; Y = 0.6 }, @{ X = -1.2; Y = 1.6 }
        $err = 0
        for ($i = 0; $i -lt $from.Count; $i++) {
            $px = $c * $from[$i].X - $s * $from[$i].Y
            $py = $s * $from[$i].X + $c * $from[$i].Y
            $err += [Math]::Pow($px - $to[$i].X, 2) + [Math]::Pow($py - $to[$i].Y, 2)
        }
        $err
    }
    'settings choose the model' = (0.7, 3.0), {
        param($k, $m)
        switch ($settings.Model) {
            'linear' { $f = { param($t) $k * $t } }
            'logistic' { $f = { param($t) 10 / (1 + [Math]::Exp($k * ($t - $m))) } }
            default { throw "no such model: $_" }
        }
        $sum = 0
        for ($i = 0; $i -lt $times.Count; $i++) { $sum += [Math]::Pow($observed[$i] - (& $f $times[$i]), 2) }
        $sum
    }
    'numbers in a line of text' = (1.0, 2.0), {
        param($a, $b)
        $values = $line -split ';' | ForEach-Object { [double]$_.Trim() }
        $s = 0
        foreach ($v in $values) { $s += ($v - $a) * ($v - $a) / $b + [Math]::Log($b) }
        $s
    }
    'events from JSON' = (0.5, 1.5), {
        param($a, $b)
        $ll = 0; $last = 0
        foreach ($e in $events) {
            $gap = $e.t - $last
            $rate = if ($e.kind -eq 'a') { $a } else { $b }
            $ll += $e.n * [Math]::Log($rate * $gap) - $rate * $gap
            $last = $e.t
        }
        -$ll
    }
    'bounds from an object, with try' = (1.0, 2.0), {
        param($x, $y)
        try {
            if ($x -lt $bounds.Lower -or $x -gt $bounds.Upper) { throw 'out of bounds' }
            $value = [Math]::Pow($x - 2, 4) + [Math]::Pow($x - 2 * $y, 2)
        } catch {
            $value = 1e6
        }
        $value
    }
    'median of residuals' = (8.0, -0.7), {
        param($a, $b)
        $r = for ($i = 0; $i -lt $times.Count; $i++) { [Math]::Abs($observed[$i] - $a - $b * $times[$i]) }
        $sorted = $r | Sort-Object
        $sorted[[int](($sorted.Count - 1) / 2)]
    }
    'quantile loss' = (5.0, 0.2), {
        param($q, $tau)
        $loss = 0
        foreach ($v in $observed) { $u = $v - $q; $loss += if ($u -ge 0) { $tau * $u } else { ($tau - 1) * $u } }
        $loss
    }
    'Hermite polynomials by recursion' = @(0.7), {
        param($x)
        function Get-Hermite($n) {
            if ($n -eq 0) { return 1 }
            if ($n -eq 1) { return 2 * $x }
            2 * $x * (Get-Hermite ($n - 1)) - 2 * ($n - 1) * (Get-Hermite ($n - 2))
        }
        [Math]::Pow((Get-Hermite 4) - 3, 2)
    }
    'neural network' = (0.5, -0.4, 0.3, 0.8, -0.6), {
        param([double[]] $w)
        $loss = 0
        foreach ($case in @(0, 0, 0), @(0, 1, 1), @(1, 0, 1), @(1, 1, 0)) {
            $in1, $in2, $target = $case
            $hidden = [Math]::Tanh($w[0] * $in1 + $w[1] * $in2 + $w[2])
            $out = 1 / (1 + [Math]::Exp(-($w[3] * $hidden + $w[4])))
            $loss += ($out - $target) * ($out - $target)
        }
        $loss
    }
    'Weibull with censored times' = (1.2, 5.0), {
        param($shape, $scale)
        $ll = 0.0
        for ($i = 0; $i -lt $times.Count; $i++) {
            $z = $times[$i] / $scale
            $ll -= [Math]::Pow($z, $shape)
            if ($counts[$i] -gt 1) { $ll += [Math]::Log($shape / $scale) + ($shape - 1) * [Math]::Log($z) }
        }
        -$ll
    }
    'negative binomial by Stirling' = (2.5, 3.0), {
        param($mean, $size)
        function Get-LogGamma($z) {
            $shift = 0.0
            while ($z -lt 7) { $shift -= [Math]::Log($z); $z += 1 }
            $shift + ($z - 0.5) * [Math]::Log($z) - $z + 0.5 * [Math]::Log(2 * [Math]::PI) + 1 / (12 * $z)
        }
        $nll = 0.0
        foreach ($k in $counts) {
            $nll -= (Get-LogGamma ($k + $size)) - (Get-LogGamma $size) - (Get-LogGamma ($k + 1)) +
                $size * [Math]::Log($size / ($size + $mean)) + $k * [Math]::Log($mean / ($size + $mean))
        }
        $nll
    }
    'Cox regression' = (0.3, -0.01), {
        param($byDose, $byAge)
        $partial = 0.0
        for ($i = 0; $i -lt $patients.Count; $i++) {
            if ($patients[$i].cured -ne '1') { continue }
            $risk = 0.0
            foreach ($other in $patients) {
                if ([double] $other.dose -ge [double] $patients[$i].dose) {
                    $risk += [Math]::Exp($byDose * [double] $other.dose + $byAge * [double] $other.age)
                }
            }
            $partial += $byDose * [double] $patients[$i].dose + $byAge * [double] $patients[$i].age - [Math]::Log($risk)
        }
        -$partial
    }
    'hidden Markov chain' = (0.8, 0.7, 1.5), {
        param($stay, $back, $gap)
        $alpha = @(0.5, 0.5)
        $log = 0.0
        foreach ($s in $signal) {
            $e0 = [Math]::Exp(-$s * $s / 2)
            $e1 = [Math]::Exp(-($s - $gap) * ($s - $gap) / 2)
            $next0 = ($alpha[0] * $stay + $alpha[1] * (1 - $back)) * $e0
            $next1 = ($alpha[0] * (1 - $stay) + $alpha[1] * $back) * $e1
            $sum = $next0 + $next1
            $log += [Math]::Log($sum)
            $alpha = @(($next0 / $sum), ($next1 / $sum))
        }
        -$log
    }
    'stiff kinetics by the implicit Euler method' = (0.5, 2.0), {
        param($k1, $k2)
        $y = 1.0; $z = 0.0; $h = 0.1
        foreach ($step in 1..20) {
            $guess = $y
            for ($n = 0; $n -lt 6; $n++) {
                $f = $guess - $y + $h * ($k1 * $guess + $k2 * $guess * $guess)
                $guess -= $f / (1 + $h * ($k1 + 2 * $k2 * $guess))
            }
            $z += $h * $k1 * $guess
            $y = $guess
        }
        [Math]::Pow($z - 0.2, 2)
    }
    'boundary value by shooting' = (1.0, 0.5), {
        param($slope, $k)
        $u, $v = 0.0, $slope
        for ($i = 0; $i -lt 100; $i++) {
            $a = -$k * [Math]::Sin($u)
            $v += 0.01 * $a
            $u += 0.01 * $v
        }
        ($u - 1) * ($u - 1)
    }
    'bouncing ball' = (0.8, 3.0), {
        param([double] $restitution, [double] $speed)
        $y, $v, $bounces = 1.0, $speed, 0
        for ($t = 0; $t -lt 300; $t++) {
            $v -= 9.81 * 0.01
            $y += $v * 0.01
            if ($y -lt 0) { $y = -$y * $restitution; $v = -$v * $restitution; $bounces++ }
        }
        $y + 0.1 * $v
    }
    'Steiner point' = (0.3, 0.4), {
        param($px, $py)
        ($cities | ForEach-Object { Get-Distance -x1 $px -y1 $py -x2 $_.X -y2 $_.Y } | Measure-Object -Sum).Sum
    }
    'risk parity' = (0.4, 0.3), {
        param([double] $w1, [double] $w2)
        $w = @($w1, $w2, (1 - $w1 - $w2))
        $marginal = @(0.0, 0.0, 0.0)
        $variance = 0.0
        for ($i = 0; $i -lt 3; $i++) {
            for ($j = 0; $j -lt 3; $j++) { $marginal[$i] += $covariance[$i][$j] * $w[$j] }
            $variance += $w[$i] * $marginal[$i]
        }
        $loss = 0.0
        for ($i = 0; $i -lt 3; $i++) { $loss += [Math]::Pow($w[$i] * $marginal[$i] / $variance - 1 / 3, 2) }
        $loss
    }
    'Black and Scholes' = (0.25, 0.03), {
        param([double] $sigma, [double] $rate)
        function Get-Phi([double] $d) {
            $k = 1 / (1 + 0.2316419 * [Math]::Abs($d))
            $tail = [Math]::Exp(-$d * $d / 2) / [Math]::Sqrt(2 * [Math]::PI) *
                $k * (0.319381530 + $k * (-0.356563782 + $k * (1.781477937 + $k * (-1.821255978 + $k * 1.330274429))))
            if ($d -ge 0) { 1 - $tail } else { $tail }
        }
        $d1 = ([Math]::Log(100 / 95) + ($rate + $sigma * $sigma / 2) * 0.5) / ($sigma * [Math]::Sqrt(0.5))
        $price = 100 * (Get-Phi $d1) - 95 * [Math]::Exp(-$rate * 0.5) * (Get-Phi ($d1 - $sigma * [Math]::Sqrt(0.5)))
        [Math]::Pow($price - 11, 2)
    }
    'loan with a table of rates' = (0.03, 0.01), {
        param($base, $step)
        $debt = 100000.0
        $rates = [ordered]@{ first = $base; second = $base + $step; third = $base + 2 * $step }
        foreach ($name in 'first', 'second', 'third') {
            1..12 | ForEach-Object { $debt = $debt * (1 + $rates[$name] / 12) - 900 }
        }
        $debt / 1000
    }
    'waiting time in a row of stations' = (1.5, 2.0, 1.2), {
        param($a, $b, $c)
        $rate = 0.9
        $a, $b, $c | ForEach-Object -Begin { $wait = 0.0 } -Process {
            $load = $rate / $_
            if ($load -ge 1) { $wait += 100 * $load } else { $wait += $load / ($_ - $rate) }
        } -End { $wait + ($a + $b + $c) / 5 }
    }
    'histogram of whole numbers' = (0.2, 0.35), {
        param([double] $p0, [double] $p1)
        [int[]] $bins = 0, 0, 0
        foreach ($k in $counts) { if ($k -ge 2) { $bins[2]++ } else { $bins[$k]++ } }
        $p = @($p0, $p1, (1 - $p0 - $p1))
        $nll = 0.0
        for ($i = 0; $i -lt $bins.Length; $i++) { if ($bins[$i]) { $nll -= $bins[$i] * [Math]::Log($p[$i]) } }
        $nll
    }
    'sensor in single precision' = (1.1, 0.05), {
        param([double] $gain, [double] $offset)
        [float[]] $readings = $signal
        $loss = 0.0
        foreach ($reading in $readings) { $e = $gain * $reading + $offset - [float] 0.35; $loss += $e * $e }
        $loss
    }
    'cost of a binary tree' = (0.5, 1.5), {
        param([double] $split, [double] $leaf)
        function Measure-Tree($node) {
            if ($null -eq $node) { return $leaf }
            $node.Cost * $split + (Measure-Tree $node.Left) + (Measure-Tree $node.Right)
        }
        Measure-Tree $plan
    }
    'Wien bridge with complex numbers by hand' = (1.0, 0.5), {
        param($r, $c)
        $gain = foreach ($w in 0.5, 1, 2, 4) {
            $re, $im = 3.0, ($w * $r * $c - 1 / ($w * $r * $c))
            1 / [Math]::Sqrt($re * $re + $im * $im)
        }
        $target = 0.2, 0.3, 0.33, 0.3
        $sum = 0
        0..3 | ForEach-Object { $sum += [Math]::Pow($gain[$_] - $target[$_], 2) }
        $sum
    }
    'PID with limits and anti-windup' = (2.0, 0.5), {
        param($kp, $ki)
        $x = 0.0; $integral = 0.0; $cost = 0.0
        for ($t = 0; $t -lt 60; $t++) {
            $e = 1 - $x
            $u = $kp * $e + $ki * $integral
            $limited = [Math]::Min([Math]::Max($u, -1.5), 1.5)
            if ($limited -eq $u) { $integral += $e * 0.1 }
            $x += 0.1 * (-$x + $limited)
            $cost += $e * $e * 0.1
        }
        $cost
    }
    'sorting the residuals by hand' = (9.5, -0.8), {
        param($a, $b)
        $r = [double[]]::new($times.Count)
        for ($i = 0; $i -lt $r.Count; $i++) { $r[$i] = [Math]::Abs($observed[$i] - $a - $b * $times[$i]) }
        for ($i = 1; $i -lt $r.Count; $i++) {
            $key = $r[$i]; $j = $i - 1
            while ($j -ge 0 -and $r[$j] -gt $key) { $r[$j + 1] = $r[$j]; $j-- }
            $r[$j + 1] = $key
        }
        $r[0] + $r[1] + $r[2] + $r[3]
    }
    'dew point by the secant method' = (0.45, 295.0), {
        param([double] $humidity, [double] $temperature)
        $pressure = { param($t) 6.112 * [Math]::Exp(17.62 * ($t - 273.15) / ($t - 30.03)) }
        $goal = $humidity * (& $pressure $temperature)
        $p, $q = 270.0, 280.0
        for ($i = 0; $i -lt 7; $i++) {
            $f, $g = ((& $pressure $p) - $goal), ((& $pressure $q) - $goal)
            if ([Math]::Abs($g - $f) -lt 1e-12) { break }
            $p, $q = $q, ($q - $g * ($q - $p) / ($g - $f))
        }
        $q
    }
    'report with an object' = (3.0, 1.5), {
        param($price, $cost)
        $result = [pscustomobject]@{ Units = 100 * [Math]::Exp(-0.3 * $price); Margin = $price - $cost; Profit = 0.0 }
        $result.Profit = $result.Units * $result.Margin
        Write-Verbose "Profit: $($result.Profit)"
        -$result.Profit
    }
}
